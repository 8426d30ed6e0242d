using System.Net;

namespace Backend.IntegrationTests.Audit;

/// <summary>What is refused beside the GraphQL endpoint is refused, and written down, as it is there.</summary>
public sealed class AuditRestTests(AuditServer server) : IClassFixture<AuditServer>
{
    [Fact]
    public async Task Denials_at_the_addresses_beside_the_endpoint_are_in_the_log()
    {
        using var member = server.Client("linus");
        using var owner = server.Client();
        using var answer = await member.Http.GetAsync("/audit/exports/none");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var job = Backend.GraphQL.GlobalId.Format("Job", Guid.CreateVersion7());
        using var denied = await member.Http.GetAsync($"/audit/exports/{job}");
        Assert.Equal(HttpStatusCode.Forbidden, denied.StatusCode);
        var import = Backend.GraphQL.GlobalId.Format("Import", Guid.CreateVersion7());
        using var upload = await member.Http.PutAsync($"/imports/{import}/file", new StringContent("title"));
        Assert.Equal(HttpStatusCode.Forbidden, upload.StatusCode);
        var entries = (await owner.QueryAsync("{ auditEntries(filter: { action: { eq: \"access.denied\" } }, first: 100) { nodes { details ip requestId actor { name } } } }")).At("auditEntries.nodes").EnumerateArray()
            .Where(entry => entry.Text("actor.name") == "Linus Torvalds").ToArray();
        Assert.Contains(entries, entry => entry.At("details").GetProperty("fields")[0].GetString() == "GET /audit/exports/{jobId}" && entry.Text("ip") == "127.0.0.1" && entry.Text("requestId").Length > 0);
        Assert.Contains(entries, entry => entry.At("details").GetProperty("fields")[0].GetString() == "PUT /imports/{id}/file");
    }
}
