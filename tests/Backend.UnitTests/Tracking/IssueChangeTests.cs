using System.Text.Json.Nodes;
using Backend.Platform.Live;

namespace Backend.UnitTests.Tracking;

/// <summary>What listeners are told of.</summary>
public sealed class IssueChangeTests(TrackingServer server) : IClassFixture<TrackingServer>
{
    private const string Watch = """
        subscription($filter: IssueFilter, $since: SyncId) {
          issueChanged(filter: $filter, since: $since) { syncId action issueId issue { title } changes { field from to } actor { name } }
        }
        """;

    [Fact]
    public async Task Replay_tells_everything_after_since_once_and_in_order()
    {
        var team = await server.NewTeamAsync("REPLAY");
        var (id, since) = await CreateAsync(team, "First");
        await server.MutateAsync("grace", "issueUpdate", new { id, title = "Second", priority = 3 }, "issue { id }");
        await server.MutateAsync("grace", "issueArchive", new { id }, "issue { id }");
        await server.MutateAsync("grace", "issueUnarchive", new { id }, "issue { id }");
        await server.MutateAsync("grace", "issueTrash", new { id }, "issue { id }");
        await server.MutateAsync("grace", "issueRestore", new { id }, "issue { id }");
        var told = await ReadAsync("linus", new { since, filter = new { team = new { key = new { eq = "REPLAY" } } } }, 5);
        Assert.Equal("UPDATED ARCHIVED UNARCHIVED TRASHED RESTORED", Actions(told));
        Assert.Equal(Enumerable.Range(1, 5).Select(step => since + step), told.Select(change => (long)change["syncId"]!));
        Assert.Equal("""[{"field":"title","from":"First","to":"Second"},{"field":"priority","from":0,"to":3}]""", told[0]["changes"]!.ToJsonString());
        Assert.All(told, change => Assert.Equal(("Grace Hopper", "Second"), ((string)change["actor"]!["name"]!, (string)change["issue"]!["title"]!)));
    }

    [Fact]
    public async Task Filter_tells_when_an_issue_leaves_it_and_nothing_of_others()
    {
        var team = await server.NewTeamAsync("LEAVE");
        var states = await server.StatesAsync(team);
        var (id, since) = await CreateAsync(team, "Leaves");
        var (other, _) = await CreateAsync(team, "Is never in it");
        await server.MutateAsync("ada", "issueMove", new { id = other, stateId = states["Done"] }, "issue { id }");
        await server.MutateAsync("ada", "issueUpdate", new { id = other, title = "Still not" }, "issue { id }");
        await server.MutateAsync("ada", "issueUpdate", new { id, title = "Leaves now" }, "issue { id }");
        await server.MutateAsync("ada", "issueMove", new { id, stateId = states["Done"] }, "issue { id }");
        await server.MutateAsync("ada", "issueDelete", new { id }, "issue { id }");
        var told = await ReadAsync("linus", new { since, filter = new { team = new { key = new { eq = "LEAVE" } }, state = new { category = new { eq = "STARTED" } } } }, 4);
        // While the issue is gone nobody can tell whether it passed the filter; the other one only ever moved out of it.
        Assert.Equal("REMOVED UPDATED UPDATED DELETED", Actions(told));
        Assert.Equal(other, (string)told[0]["issueId"]!);
        Assert.Empty(told[0]["changes"]!.AsArray());
        Assert.All(told, change => Assert.Null(change["issue"]));
    }

    [Fact]
    public async Task Transfer_out_of_sight_is_told_once_without_what_it_changed()
    {
        var (seen, hidden) = (await server.NewTeamAsync("SEEN"), await server.NewTeamAsync("HIDDEN", "PRIVATE"));
        var (id, since) = await CreateAsync(seen, "Goes");
        await server.MutateAsync("ada", "issueUpdate", new { id, teamId = hidden, title = "Secret" }, "issue { id }");
        await server.MutateAsync("ada", "issueUpdate", new { id, title = "More secret" }, "issue { id }");
        await CreateAsync(hidden, "Never seen");
        await CreateAsync(seen, "Marker");
        var told = await ReadAsync("linus", new { since }, 2);
        Assert.Equal("REMOVED CREATED", Actions(told));
        Assert.Equal((id, null, 0), ((string)told[0]["issueId"]!, told[0]["issue"], told[0]["changes"]!.AsArray().Count));
        Assert.Equal("Marker", (string)told[1]["issue"]!["title"]!);
    }

    [Fact]
    public async Task Live_changes_follow_the_replayed_ones()
    {
        var team = await server.NewTeamAsync("LIVE");
        var (_, since) = await CreateAsync(team, "Before");
        await CreateAsync(team, "Missed");
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var titles = new List<string>();
        await foreach (var result in server.SubscribeAsync("linus", Watch, new { since }, timeout.Token))
        {
            titles.Add((string)result["data"]!["issueChanged"]!["issue"]!["title"]!);
            if (titles.Count == 3)
                break;
            await CreateAsync(team, $"Live {titles.Count}");
        }

        Assert.Equal("Missed, Live 1, Live 2", string.Join(", ", titles));
    }

    [Fact]
    public async Task Batches_take_what_is_there_and_do_not_wait_for_more()
    {
        var gate = new TaskCompletionSource();
        var batches = new List<string>();
        await foreach (var batch in Numbers(gate.Task).InBatchesAsync(CancellationToken.None))
        {
            batches.Add(string.Join(' ', batch));
            gate.TrySetResult();
        }

        Assert.Equal(["1 2 3", "4"], batches);

        static async IAsyncEnumerable<int> Numbers(Task gate)
        {
            yield return 1;
            yield return 2;
            yield return 3;
            await gate;
            yield return 4;
        }
    }

    [Fact]
    public async Task Batches_left_early_end_the_stream()
    {
        var ended = false;
        await foreach (var batch in Endless(() => ended = true, CancellationToken.None).InBatchesAsync(CancellationToken.None))
        {
            Assert.Equal([1], batch);
            break;
        }

        Assert.True(ended);

        static async IAsyncEnumerable<int> Endless(Action end, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            try
            {
                yield return 1;
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            finally
            {
                end();
            }
        }
    }

    private async Task<(string Id, long SyncId)> CreateAsync(string team, string title)
    {
        var created = await server.MutateAsync("ada", "issueCreate", new { teamId = team, title }, "issue { id }");
        return ((string)created["issue"]!["id"]!, (long)created["syncId"]!);
    }

    private async Task<List<JsonNode>> ReadAsync(string person, object variables, int count)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var told = new List<JsonNode>();
        await foreach (var result in server.SubscribeAsync(person, Watch, variables, timeout.Token))
        {
            Assert.Null(result["errors"]);
            told.Add(result["data"]!["issueChanged"]!);
            if (told.Count == count)
                break;
        }

        return told;
    }

    private static string Actions(IEnumerable<JsonNode> told) => string.Join(' ', told.Select(change => (string)change["action"]!));
}
