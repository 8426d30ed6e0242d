using Backend.Contracts.Identity;
using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Modules.Workspaces.Members;
using Backend.Modules.Workspaces.Teams;
using Backend.Platform.Events;
using Backend.Platform.Live;

namespace Backend.Modules.Workspaces.Changes;

/// <summary>What happened to a membership.</summary>
internal enum MembershipChangeAction
{
    /// <summary>The user has joined.</summary>
    Added,

    /// <summary>The role was changed, or the member was suspended or let in again.</summary>
    Updated,

    /// <summary>The user has left, or was removed.</summary>
    Removed,
}

/// <summary>A change of who belongs to the workspace or to a team.</summary>
internal sealed class MembershipChange(VisibleChange change) : IPlacedEvent
{
    /// <summary>The place in the workspace's change feed: what to send as <c>since</c> after a break.</summary>
    public SyncId SyncId { get; } = new(change.Event.Sequence);

    /// <summary>What happened.</summary>
    public MembershipChangeAction Action { get; } = change.Event.Type switch
    {
        "member.added" or "team.memberAdded" => MembershipChangeAction.Added,
        "member.removed" or "team.memberRemoved" => MembershipChangeAction.Removed,
        _ => MembershipChangeAction.Updated,
    };

    /// <summary>The fields that changed; empty for who was added or removed.</summary>
    public IReadOnlyList<FieldChange> Fields { get; } = change.Changes;

    /// <summary>When.</summary>
    public DateTimeOffset OccurredAt { get; } = change.Event.OccurredAt;

    [GraphQLIgnore]
    public Guid? UserId { get; } = change.Event.ReadData("userId")?.GetValue<Guid>();

    [GraphQLIgnore]
    public Guid? TeamId { get; } = OfTeam(change.Event) ? change.Event.Subject : null;

    [GraphQLIgnore]
    public Guid? MembershipId { get; } = OfTeam(change.Event) ? null : change.Event.Subject;

    [GraphQLIgnore]
    public Guid? ActorId { get; } = change.Event.ActorId;

    /// <inheritdoc />
    [GraphQLIgnore]
    public string? TraceParent { get; } = change.Event.TraceParent;

    public static bool IsOne(PlatformEvent change) => change.Type.StartsWith("member.", StringComparison.Ordinal) || OfTeam(change);

    private static bool OfTeam(PlatformEvent change) => change.Type is "team.memberAdded" or "team.memberRemoved";
}

[ObjectType<MembershipChange>]
internal static class MembershipChangeType
{
    /// <summary>Who joined or left; null where the viewer does not see the user any more.</summary>
    public static DataLoaderResult<IUser?> GetUser([Parent] MembershipChange change, IUserByIdDataLoader users) => users.Load(change.UserId);

    /// <summary>The team; null where it is about the workspace, or the viewer does not see the team any more.</summary>
    public static DataLoaderResult<ITeam?> GetTeam([Parent] MembershipChange change, TeamByIdDataLoader teams) => teams.Load(change.TeamId);

    /// <summary>The place in the workspace as it is now; null where it is gone, or it is about a team.</summary>
    public static DataLoaderResult<Membership?> GetMembership([Parent] MembershipChange change, MembershipByIdDataLoader memberships) =>
        memberships.Load(change.MembershipId);

    /// <summary>Who did it; null for the system.</summary>
    public static DataLoaderResult<IUser?> GetActor([Parent] MembershipChange change, IUserByIdDataLoader users) => users.Load(change.ActorId);
}
