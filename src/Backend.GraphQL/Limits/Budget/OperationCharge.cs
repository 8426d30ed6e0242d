using System.Globalization;
using System.Text;

namespace Backend.GraphQL.Limits;

/// <summary>What an operation was charged.</summary>
/// <param name="Cost">The most that it costs with its variables.</param>
/// <param name="Limit">What one may cost.</param>
/// <param name="RateLimit">The caller's budget after it; null where there is no limit.</param>
internal sealed record OperationCharge(long Cost, long Limit, RateLimit? RateLimit)
{
    /// <summary>The response's <c>extensions</c>, as a JSON member that follows others.</summary>
    public byte[] ToJson() => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $$$""","extensions":{"cost":{"estimated":{{{Cost}}},"limit":{{{Limit}}}}}"""));
}
