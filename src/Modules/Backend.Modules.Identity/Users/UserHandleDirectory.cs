using Backend.Contracts.Identity;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Identity.Users;

internal sealed class UserHandleDirectory(BackendDbContext db) : IUserHandles
{
    public async Task<IReadOnlyDictionary<string, Guid>> FindAsync(IReadOnlyCollection<string> handles, CancellationToken cancellationToken)
    {
        // Handles are kept in lower case.
        var asked = handles.Select(handle => handle.ToLowerInvariant()).Distinct(StringComparer.Ordinal).ToArray();
        return asked.Length == 0
            ? new Dictionary<string, Guid>(StringComparer.Ordinal)
            : await db.Users.Where(user => asked.Contains(user.DisplayName)).ToDictionaryAsync(user => user.DisplayName, user => user.Id, StringComparer.Ordinal, cancellationToken);
    }
}
