using System.Text.Json;
using Backend.Contracts.Tracking;
using Backend.Contracts.Workspaces;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests.Imports;

/// <summary>A server that imports four rows at a time, and whose imports can be made to fail at a batch.</summary>
public sealed class ImportServer : BackendServer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public ImportServer()
        : base("Backend:Imports:BatchSize=4", "Backend:Imports:MaxFileBytes=600000", "Backend:Jobs:Lease=00:00:05", "Backend:Jobs:ShutdownTimeout=00:00:02") =>
        Configure = services =>
        {
            var original = services.Last(service => service.ServiceType == typeof(IIssueImport));
            services.Remove(original);
            services.AddScoped<IIssueImport>(provider => new Gate(
                (IIssueImport)ActivatorUtilities.CreateInstance(provider, original.ImplementationType!), source => BeforeBatch(source)));
        };

    /// <summary>Called before each batch, with the import's source; what it throws breaks the batch off.</summary>
    public Action<string> BeforeBatch { get; set; } = _ => { };

    /// <summary>Waits until an import is as wanted.</summary>
    public static async Task<JsonElement> UntilAsync(GraphQLClient client, string id, string status)
    {
        for (var waited = System.Diagnostics.Stopwatch.StartNew(); ; await Task.Delay(20))
        {
            var import = (await client.QueryAsync(
                "query($id: ID!) { import(id: $id) { id status fileName fileBytes rowsDone created updated unchanged failed team { key } creator { name } job { status attempts result error: errorMessage } rows(first: 100) { nodes { line effect reason issue { title } } } } }",
                new { id })).At("import");
            // The job records its end a moment after the import's.
            if (import.Text("status") == status && import.Text("job.status") is not ("QUEUED" or "RUNNING"))
                return import;
            Assert.True(waited.Elapsed < Patience, import.ToString());
        }
    }

    private sealed class Gate(IIssueImport original, Action<string> before) : IIssueImport
    {
        public Task<IReadOnlyList<ImportOutcome>> ImportAsync(
            ITeam team, string source, IReadOnlyList<ImportedIssue> issues, CancellationToken cancellationToken)
        {
            before(source);
            return original.ImportAsync(team, source, issues, cancellationToken);
        }

        public Task RemoveAsync(IReadOnlyCollection<Guid> issueIds, CancellationToken cancellationToken) => original.RemoveAsync(issueIds, cancellationToken);

        public Task<IReadOnlyList<string>> GetStateNamesAsync(ITeam? team, CancellationToken cancellationToken) => original.GetStateNamesAsync(team, cancellationToken);
    }
}
