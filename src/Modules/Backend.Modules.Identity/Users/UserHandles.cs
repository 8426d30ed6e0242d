using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Identity.Users;

internal static class UserHandles
{
    /// <summary>The handle where nobody has it yet, else the first free one with a number behind it.</summary>
    public static async Task<string> FirstFreeHandleAsync(this IQueryable<User> users, string handle, CancellationToken cancellationToken)
    {
        var taken = await users.Where(user => user.DisplayName.StartsWith(handle)).Select(user => user.DisplayName).ToListAsync(cancellationToken);
        return Handle.FirstFree(handle, taken.ToHashSet(StringComparer.Ordinal));
    }
}
