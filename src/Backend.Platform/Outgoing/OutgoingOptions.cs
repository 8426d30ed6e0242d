using System.Net;
using Microsoft.Extensions.Options;

namespace Backend.Platform.Outgoing;

/// <summary>Where the server may call by addresses that people give it, set as <c>Backend:Outgoing</c>.</summary>
public sealed class OutgoingOptions
{
    /// <summary>
    /// Networks outside the public internet that may be called all the same, such as <c>10.20.0.0/16</c>: for receivers in one's
    /// own network, and for development. There http is allowed too. None by default.
    /// </summary>
    public IList<string> AllowedNetworks { get; } = [];

    /// <summary>The networks, read.</summary>
    internal IReadOnlyList<IPNetwork> ReadNetworks() => [.. AllowedNetworks.Select(IPNetwork.Parse)];
}

internal sealed class OutgoingOptionsValidator : IValidateOptions<OutgoingOptions>
{
    public ValidateOptionsResult Validate(string? name, OutgoingOptions options)
    {
        var failures = options.AllowedNetworks.Index()
            .Where(network => !IPNetwork.TryParse(network.Item, out _))
            .Select(network => $"Backend__Outgoing__AllowedNetworks__{network.Index} is '{network.Item}': give it a network such as 10.20.0.0/16 or fd12:3456::/32.")
            .ToArray();
        return failures.Length > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }
}
