using Backend.Contracts.Workspaces;
using Backend.Platform.Caching;
using Backend.Platform.Errors;
using Backend.Platform.Events;
using Backend.Platform.Persistence;
using Backend.Platform.Security;

namespace Backend.Modules.Workspaces.Teams;

/// <summary>People who work together: a team has issues, a workflow and labels of its own.</summary>
internal sealed class Team : WorkspaceEntity, ITeam, IChangesAccess, ICached
{
    private Team()
    {
    }

    /// <inheritdoc />
    public string Key { get; private init; } = string.Empty;

    /// <inheritdoc />
    public string Name { get; private set; } = string.Empty;

    /// <summary>What the team is for.</summary>
    public string? Description { get; private set; }

    /// <summary>Who sees the team.</summary>
    public TeamVisibility Visibility { get; private set; }

    /// <summary>A color to tell it from others, such as <c>#5e6ad2</c>.</summary>
    public string? Color { get; private set; }

    /// <inheritdoc />
    public string Timezone { get; private set; } = TeamRules.DefaultTimezone;

    /// <inheritdoc />
    public int? AutoArchiveAfterDays { get; private set; }

    /// <exception cref="ValidationFailedException">A value breaks a rule.</exception>
    public static Team Create(Guid workspaceId, TeamCreateInput input, DateTimeOffset now)
    {
        var team = new Team
        {
            WorkspaceId = workspaceId,
            Id = ClientIds.Choose(input.Id, now),
            Key = TeamRules.Key(input.Key),
            Name = TextRules.Name(input.Name),
            Description = TextRules.Description(input.Description),
            Visibility = input.Visibility ?? TeamVisibility.Public,
            Color = TeamRules.Color(input.Color),
            Timezone = TeamRules.Timezone(input.Timezone ?? TeamRules.DefaultTimezone),
            AutoArchiveAfterDays = TeamRules.AutoArchiveAfterDays(input.AutoArchiveAfterDays),
            CreatedAt = now,
        };
        team.Raise(new ChangeEvent("team.created", team.Id, new()
        {
            ["key"] = team.Key,
            ["name"] = team.Name,
            ["visibility"] = team.Visibility.ToString().ToUpperInvariant(),
            ["autoArchiveAfterDays"] = team.AutoArchiveAfterDays,
        }));
        return team;
    }

    /// <summary>Adds somebody.</summary>
    public TeamMembership AddMember(Guid userId, DateTimeOffset now) => TeamMembership.Create(this, userId, now);

    /// <summary>Changes the team.</summary>
    /// <param name="input">The changes.</param>
    /// <param name="byMember">Whether somebody who was added to the team makes them.</param>
    /// <exception cref="ConflictException">It was changed since it was read.</exception>
    /// <exception cref="ValidationFailedException">A value breaks a rule.</exception>
    public void Update(TeamUpdateInput input, bool byMember)
    {
        if (input.ExpectedVersion is { } expected && expected != Version)
            throw new ConflictException(nameof(Team), Version);
        var changes = new FieldChanges();
        if (input.Name.TryGet(out var name))
            Name = changes.Set("name", Name, TextRules.Name(name));
        if (input.Description.TryGet(out var description))
            Description = changes.Set("description", Description, TextRules.Description(description));
        if (input.Visibility.TryGet(out var visibility))
            Visibility = changes.Set("visibility", Visibility, Allowed(visibility, byMember));
        if (input.Color.TryGet(out var color))
            Color = changes.Set("color", Color, TeamRules.Color(color));
        if (input.Timezone.TryGet(out var zone))
            Timezone = changes.Set("timezone", Timezone, TeamRules.Timezone(zone));
        if (input.AutoArchiveAfterDays.TryGet(out var days))
            AutoArchiveAfterDays = changes.Set("autoArchiveAfterDays", AutoArchiveAfterDays, TeamRules.AutoArchiveAfterDays(days));
        if (changes.Count > 0)
            Raise(ChangeEvent.FromChanges("team.updated", Id, changes));
    }

    /// <summary>Takes somebody out; whoever calls it deletes the row.</summary>
    /// <exception cref="ValidationFailedException">Nobody would see the team any more.</exception>
    public void RemoveMember(TeamMembership membership, bool isLast)
    {
        if (isLast && Visibility == TeamVisibility.Private)
            throw new ValidationFailedException("userId", "A private team keeps at least one member, or nobody would see it.");
        membership.End();
    }

    private TeamVisibility Allowed(TeamVisibility visibility, bool byMember) =>
        visibility == TeamVisibility.Private && Visibility != TeamVisibility.Private && !byMember
            ? throw new ValidationFailedException("visibility", "Only a member of the team makes it private: anybody else would lose sight of it.")
            : visibility;
}
