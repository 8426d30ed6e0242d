using Backend.Contracts.Identity;
using Backend.Contracts.Workspaces;
using Backend.Modules.Tracking.Labels;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Tracking.Demo;

/// <summary>The demo workspace, with what its issues refer to: people of an earlier step, and labels that it brings.</summary>
internal sealed class DemoSetting(BackendDbContext db, IWorkspaceDirectory workspaces, IUserAccounts accounts, IUserNames users, TimeProvider clock)
{
    public static readonly string[] Handles = ["ada", "grace", "linus"];

    private static readonly (string Name, string Color)[] Colors =
    [
        ("bug", "#eb5757"), ("feature", "#bb87fc"), ("chore", "#95a2b3"), ("documentation", "#4ea7fc"), ("performance", "#f2994a"), ("wontfix", "#6b6f76"),
    ];

    private readonly Dictionary<string, Guid> people = new(StringComparer.Ordinal);

    /// <summary>The people, by handle.</summary>
    public IReadOnlyDictionary<string, Guid> People => people;

    /// <summary>Their names.</summary>
    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>The labels, by name; tracked.</summary>
    public IReadOnlyDictionary<string, Label> Labels { get; private set; } = new Dictionary<string, Label>(StringComparer.Ordinal);

    /// <summary>Enters the workspace and begins to write.</summary>
    public async Task<WriteTransaction> EnterAsync(CancellationToken cancellationToken)
    {
        foreach (var handle in Handles)
            people[handle] = await FindPersonAsync(handle, cancellationToken);
        var workspaceId = await workspaces.EnterAsync("demo", people["ada"], cancellationToken);
        var write = await db.BeginWriteAsync(cancellationToken);
        Labels = await BringLabelsAsync(workspaceId, cancellationToken);
        Names = await users.GetAsync(people.Values, cancellationToken);
        return write;
    }

    private async Task<Guid> FindPersonAsync(string handle, CancellationToken cancellationToken)
    {
        var user = await accounts.FindByEmailAsync($"{handle}@demo.localhost", cancellationToken);
        return user?.Id ?? throw new InvalidOperationException($"The demo person '{handle}' is brought by an earlier step of the seed, but is not there.");
    }

    private async Task<Dictionary<string, Label>> BringLabelsAsync(Guid workspaceId, CancellationToken cancellationToken)
    {
        var labels = await db.Labels.Where(label => label.TeamId == null)
            .ToDictionaryAsync(label => label.NameKey, StringComparer.Ordinal, cancellationToken);
        foreach (var (name, color) in Colors.Where(label => !labels.ContainsKey(label.Name)))
        {
            labels[name] = Label.Create(workspaceId, new LabelCreateInput { Name = name, Color = color }, clock.GetUtcNow());
            db.Add(labels[name]);
        }

        await db.SaveChangesAsync(cancellationToken);
        return labels;
    }
}
