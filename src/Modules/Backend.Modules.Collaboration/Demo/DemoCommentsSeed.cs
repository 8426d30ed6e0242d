using Backend.Contracts.Identity;
using Backend.Contracts.Tracking;
using Backend.Contracts.Workspaces;
using Backend.Modules.Collaboration.Comments;
using Backend.Platform.Persistence;
using Backend.Platform.Seeding;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Collaboration.Demo;

/// <summary>Brings comments on every second of the demo workspace's issues.</summary>
internal sealed class DemoCommentsSeed(
    BackendDbContext db, IWorkspaceDirectory workspaces, IIssueDirectory issues, IUserAccounts accounts, TimeProvider clock) : ISeedStep
{
    private static readonly string[] Sayings =
    [
        "I can reproduce this on a fresh checkout. Logs attached below.\n\n```\nretry 3 of 3 failed\n```",
        "Let us start with the **smallest** change that helps, and measure.",
        "The customer confirmed that the workaround holds until Friday.",
        "Paired on this today. Two cases are left: the empty list, and the time zone.",
        "Looks good to me. Could you add a test for the unhappy path?",
    ];

    public int Order => 40;

    public async Task SeedAsync(IProgress<int> progress, CancellationToken cancellationToken)
    {
        var workspaceId = await workspaces.EnterAsync("demo", actorId: null, cancellationToken);
        await using var write = await db.BeginWriteAsync(cancellationToken);
        if (await db.Comments.AnyAsync(cancellationToken))
            return;
        var authors = new List<Guid>();
        foreach (var handle in new[] { "ada", "grace", "linus" })
            authors.Add((await accounts.FindByEmailAsync($"{handle}@demo.localhost", cancellationToken))!.Id);
        var now = clock.GetUtcNow();
        var count = 0;
        foreach (var (index, issue) in (await issues.ListAllAsync(cancellationToken)).Index().Where(item => item.Index % 2 == 0))
        {
            for (var number = 0; number <= index % 3; number++)
            {
                var author = authors[(index + number) % authors.Count];
                var saying = Sayings[(index / 2 + number) % Sayings.Length];
                db.Add(Comment.Create(workspaceId, id: null, issue.Id, parent: null, author, saying, now.AddMilliseconds(number)));
                progress.Report(++count);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
    }
}
