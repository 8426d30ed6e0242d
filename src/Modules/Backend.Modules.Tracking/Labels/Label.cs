using Backend.Platform.Errors;
using Backend.Platform.Events;
using Backend.Platform.Persistence;

namespace Backend.Modules.Tracking.Labels;

/// <summary>A word by which issues are told apart, within one team or in the whole workspace.</summary>
internal sealed class Label : WorkspaceEntity
{
    private Label()
    {
    }

    /// <summary>The team whose issues may have the label; null for those of any team.</summary>
    public Guid? TeamId { get; private init; }

    /// <summary>The name; no two labels of a team, or of the workspace, have the same, upper and lower case alike.</summary>
    public string Name { get; private set; } = string.Empty;

    /// <summary>The color, such as <c>#5e6ad2</c>.</summary>
    public string Color { get; private set; } = string.Empty;

    /// <summary>The name in lower case: what is unique, and what lists are ordered by.</summary>
    internal string NameKey { get; private set; } = string.Empty;

    /// <exception cref="ValidationFailedException">A value breaks a rule.</exception>
    public static Label Create(Guid workspaceId, LabelCreateInput input, DateTimeOffset now)
    {
        var label = new Label
        {
            WorkspaceId = workspaceId,
            Id = ClientIds.Choose(input.Id, now),
            TeamId = input.TeamId,
            Name = TextRules.Name(input.Name),
            Color = TextRules.Color(input.Color),
            CreatedAt = now,
        };
        label.NameKey = Key(label.Name);
        label.Raise(new ChangeEvent("label.created", label.Id, new()
        {
            ["teamId"] = label.TeamId,
            ["name"] = label.Name,
            ["color"] = label.Color,
        }));
        return label;
    }

    /// <summary>A name as it is compared with others.</summary>
    // Lower case is what people type; CA1308 prefers upper case for round trips, which this is not.
#pragma warning disable CA1308
    public static string Key(string name) => name.ToLowerInvariant();
#pragma warning restore CA1308

    /// <summary>Changes the label.</summary>
    /// <exception cref="ConflictException">It was changed since it was read.</exception>
    /// <exception cref="ValidationFailedException">A value breaks a rule.</exception>
    public void Update(LabelUpdateInput input)
    {
        if (input.ExpectedVersion is { } expected && expected != Version)
            throw new ConflictException(nameof(Label), Version);
        var changes = new FieldChanges();
        if (input.Name.TryGet(out var name))
            Name = changes.Set("name", Name, TextRules.Name(name));
        if (input.Color.TryGet(out var color))
            Color = changes.Set("color", Color, TextRules.Color(color));
        NameKey = Key(Name);
        if (changes.Count == 0)
            return;
        var change = ChangeEvent.FromChanges("label.updated", Id, changes);
        change.Data["teamId"] = TeamId;
        Raise(change);
    }

    /// <summary>Says that the label goes, from every issue that has it; whoever calls it deletes the row.</summary>
    public void Delete() => Raise(new ChangeEvent("label.deleted", Id, new() { ["teamId"] = TeamId, ["name"] = Name }));
}
