using Backend.Platform.Events;
using Backend.Platform.Live;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Identity.Tokens;

/// <summary>The changes of tokens that the viewer may know of.</summary>
internal sealed class PersonalTokenAudience(VisibleTokens tokens) : IChangeAudience
{
    public IReadOnlyList<string> Prefixes { get; } = ["personalToken."];

    public IReadOnlyList<string> Types { get; } =
    [
        "personalToken.created", "personalToken.revoked", "personalToken.expiring",
    ];

    public async Task<IReadOnlyList<VisibleChange>> SelectAsync(IReadOnlyList<PlatformEvent> events, CancellationToken cancellationToken)
    {
        var ids = events.Select(change => change.Subject).Distinct().ToArray();
        HashSet<Guid> seen = [.. await tokens.Query().Where(token => ids.Contains(token.Id)).Select(token => token.Id).ToListAsync(cancellationToken)];
        return [.. events.Where(change => seen.Contains(change.Subject)).Select(change => new VisibleChange(change, nameof(PersonalToken), change.Type, []))];
    }
}
