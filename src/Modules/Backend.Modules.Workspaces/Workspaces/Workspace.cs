using System.Text.RegularExpressions;
using Backend.Contracts.Workspaces;
using Backend.Modules.Workspaces.Members;
using Backend.Platform.Caching;
using Backend.Platform.Errors;
using Backend.Platform.Events;
using Backend.Platform.Persistence;
using Backend.Platform.Security;

namespace Backend.Modules.Workspaces.Workspaces;

/// <summary>A company's or group's own part of the server: its teams, its issues, its people. Nothing crosses its border.</summary>
internal sealed partial class Workspace : WorkspaceEntity, IChangesAccess, ICached
{
    public const int MaxSlugLength = 48;

    private Workspace()
    {
    }

    /// <summary>The name in addresses and in the <c>Backend-Workspace</c> header, such as <c>demo</c>.</summary>
    public string Slug { get; private init; } = string.Empty;

    /// <summary>The name.</summary>
    public string Name { get; private set; } = string.Empty;

    /// <summary>When the workspace and all that it has will be deleted for good; null unless somebody asked for that.</summary>
    public DateTimeOffset? DeletionAt { get; private set; }

    /// <summary>When its deletion began: nobody enters it any more, and soon its rows are gone.</summary>
    internal DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>A new workspace, which owns itself.</summary>
    /// <exception cref="ValidationFailedException">The slug or the name breaks a rule.</exception>
    public static Workspace Create(string slug, string name, DateTimeOffset now, Guid? givenId = null)
    {
        if (!SlugPattern().IsMatch(slug))
            throw new ValidationFailedException("slug", $"A slug has 2 to {MaxSlugLength} characters of a-z, 0-9 and '-', and begins and ends with a letter or digit.");
        var id = ClientIds.Choose(givenId, now);
        var workspace = new Workspace { WorkspaceId = id, Id = id, Slug = slug, Name = TextRules.Name(name), CreatedAt = now };
        workspace.Raise(new ChangeEvent("workspace.created", id, new() { ["slug"] = workspace.Slug, ["name"] = workspace.Name }));
        return workspace;
    }

    /// <summary>Takes somebody in.</summary>
    public Membership Admit(Guid userId, WorkspaceRole role, DateTimeOffset now) => Membership.Create(Id, userId, role, now);

    /// <summary>Changes the workspace.</summary>
    /// <exception cref="ConflictException">It was changed since it was read.</exception>
    /// <exception cref="ValidationFailedException">A value breaks a rule.</exception>
    public void Update(WorkspaceUpdateInput input)
    {
        DemandVersion(input.ExpectedVersion);
        var changes = new FieldChanges();
        if (input.Name.TryGet(out var name))
            Name = changes.Set("name", Name, TextRules.Name(name));
        if (changes.Count > 0)
            Raise(ChangeEvent.FromChanges("workspace.updated", Id, changes));
    }

    /// <summary>Sets when it is to be deleted; a time that is set already stays.</summary>
    /// <param name="challenge">Shows that the caller knows which workspace it is: the slug.</param>
    /// <param name="at">When.</param>
    /// <param name="expectedVersion">The version that the caller has seen.</param>
    /// <exception cref="ConflictException">It was changed since it was read.</exception>
    /// <exception cref="ValidationFailedException">The challenge is not met.</exception>
    public void ScheduleDeletion(string challenge, DateTimeOffset at, int? expectedVersion)
    {
        DemandVersion(expectedVersion);
        if (challenge != Slug)
            throw new ValidationFailedException("challenge", "To delete the workspace, give its slug, exactly as it is written.");
        SetDeletion("workspace.deletionScheduled", DeletionAt ?? at);
    }

    /// <summary>Keeps it after all.</summary>
    /// <exception cref="ConflictException">It was changed since it was read.</exception>
    public void CancelDeletion(int? expectedVersion)
    {
        DemandVersion(expectedVersion);
        SetDeletion("workspace.deletionCanceled", null);
    }

    /// <summary>Lets nobody in any more, if its time has come.</summary>
    public void CloseIfDue(DateTimeOffset now)
    {
        if (DeletionAt <= now)
            ClosedAt ??= now;
    }

    private void SetDeletion(string type, DateTimeOffset? at)
    {
        var changes = new FieldChanges();
        DeletionAt = changes.Set("deletionAt", DeletionAt, at);
        if (changes.Count > 0)
            Raise(ChangeEvent.FromChanges(type, Id, changes));
    }

    private void DemandVersion(int? expected)
    {
        if (expected is { } version && version != Version)
            throw new ConflictException(nameof(Workspace), Version);
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,46}[a-z0-9]\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex SlugPattern();
}
