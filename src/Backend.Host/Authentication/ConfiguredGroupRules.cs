using Backend.Contracts.Identity;
using Microsoft.Extensions.Options;

namespace Backend.Host.Authentication;

/// <summary>The rules of the configuration, by the issuer that tokens name.</summary>
internal sealed class ConfiguredGroupRules(IOptions<BackendAuthOptions> options) : IGroupRules
{
    public IReadOnlyList<GroupRule> Of(string issuer) => options.Value.Issuers.FirstOrDefault(configured => configured.Issues(issuer))?.GroupRules ?? [];
}
