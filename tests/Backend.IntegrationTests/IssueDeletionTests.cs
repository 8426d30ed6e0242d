using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests;

[Collection(ServerCollection.Name)]
public sealed class IssueDeletionTests(BackendServer server)
{
    [Fact]
    public async Task Deleted_issue_takes_its_comments_along()
    {
        using var ada = server.Client();
        var team = (await ada.QueryAsync("{ team(id: \"OPS\") { id } }")).Text("team.id");
        var issue = (await ada.QueryAsync(
            "mutation($t: ID!) { issueCreate(input: { teamId: $t, title: \"Short-lived\" }) { issue { id } } }", new { t = team })).Text("issueCreate.issue.id");
        var comment = (await ada.QueryAsync(
            "mutation($i: ID!) { commentCreate(input: { issueId: $i, bodyMarkdown: \"Gone soon\" }) { comment { id } } }", new { i = issue })).Text("commentCreate.comment.id");
        var deleted = await ada.QueryAsync("mutation($i: ID!) { issueDelete(input: { id: $i }) { errors { ... on Error { message } } } }", new { i = issue });
        Assert.Equal(0, deleted.At("issueDelete.errors").GetArrayLength());
        Assert.True(Backend.GraphQL.GlobalId.TryParse(comment, "Comment", out var id));
        await using var scope = server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        Assert.Equal(0, await db.Database.SqlQuery<int>($"SELECT COUNT(*) AS \"Value\" FROM collaboration_comments WHERE id = {id}").SingleAsync());
    }
}
