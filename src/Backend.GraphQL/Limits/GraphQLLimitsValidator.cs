using System.Globalization;
using Microsoft.Extensions.Options;

namespace Backend.GraphQL;

/// <summary>Refuses limits that would refuse everything.</summary>
/// <param name="section">Where the limits are configured, in the environment's form, such as <c>GraphQL__Limits</c>.</param>
public sealed class GraphQLLimitsValidator(string section) : IValidateOptions<GraphQLLimits>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, GraphQLLimits options)
    {
        var failures = typeof(GraphQLLimits).GetProperties()
            .Where(property => property.PropertyType == typeof(int) && (int)property.GetValue(options)! < 1)
            .Select(property => Failure(property.Name, property.GetValue(options)!, "Set it to 1 or more"))
            .ToList();
        if (options.OperationCost < 1)
            failures.Add(Failure(nameof(options.OperationCost), options.OperationCost, "Set it to 1 or more"));
        if (options.CostPerMinute != 0 && options.CostPerMinute < options.OperationCost)
        {
            failures.Add(Failure(
                nameof(options.CostPerMinute), options.CostPerMinute,
                $"Set it to {nameof(options.OperationCost)} ({options.OperationCost}) or more, so that every allowed operation can run, or to 0 for no limit"));
        }

        if (options.OperationTimeout <= TimeSpan.Zero || options.OperationTimeout > TimeSpan.FromHours(1))
            failures.Add(Failure(nameof(options.OperationTimeout), options.OperationTimeout, "Set it to more than 0 and at most one hour, such as 00:00:30"));
        if (options.QueueTimeout <= TimeSpan.Zero || options.QueueTimeout > TimeSpan.FromMinutes(10))
            failures.Add(Failure(nameof(options.QueueTimeout), options.QueueTimeout, "Set it to more than 0 and at most ten minutes, such as 00:00:10"));
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private string Failure(string key, object value, string fix) =>
        string.Create(CultureInfo.InvariantCulture, $"{section}__{key} is '{value}'. {fix}.");
}
