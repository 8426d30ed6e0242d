using Backend.Contracts.Workspaces;

namespace Backend.Modules.Access.Roles;

/// <summary>The ids of the built-in roles: the same in every workspace, so that grants name them as they name others.</summary>
internal static class BuiltInRole
{
    private static readonly Dictionary<Guid, string> Names = new()
    {
        [new Guid("00000000-0000-7000-8000-000000000001")] = BuiltInRoles.Owner,
        [new Guid("00000000-0000-7000-8000-000000000002")] = BuiltInRoles.Admin,
        [new Guid("00000000-0000-7000-8000-000000000003")] = BuiltInRoles.Member,
        [new Guid("00000000-0000-7000-8000-000000000004")] = BuiltInRoles.Guest,
    };

    public static IEnumerable<(Guid Id, string Name)> All => Names.Select(pair => (pair.Key, pair.Value));

    public static string? NameOf(Guid id) => Names.GetValueOrDefault(id);
}
