using System.Diagnostics.Metrics;
using Backend.IntegrationTests.Statements;
using Backend.Platform.Audit;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Backend.IntegrationTests.Audit;

/// <summary>What is old goes from the front of the log, and the rest verifies as before.</summary>
public sealed class AuditRetentionTests : IAsyncLifetime
{
    private readonly LogCapture log = new(nameof(AuditWork));
    private readonly BackendServer server;

    public AuditRetentionTests() => server = new BackendServer("Backend:Audit:RetentionDays=30", "Backend:Roles:0=api", "Logging:LogLevel:Backend.Platform.Audit=Information")
    {
        Configure = services => services.AddSingleton<ILoggerProvider>(log),
    };

    [Fact]
    public async Task Old_entries_go_and_what_remains_verifies_from_the_seal()
    {
        using var client = server.Client();
        var before = (await client.QueryAsync("{ auditVerify { verified last } }")).At("auditVerify");
        await RunAsync(TimeProvider.System.GetUtcNow().AddDays(31));
        await client.QueryAsync("mutation { teamCreate(input: { key: \"LATE\", name: \"Late\" }) { syncId } }");
        var after = (await client.QueryAsync("{ auditVerify { isIntact verified first last } }")).At("auditVerify");
        Assert.True(after.At("isIntact").GetBoolean());
        // The seal of that day is in the log too.
        Assert.Equal(before.At("last").GetInt32() + 2, after.At("first").GetInt32());
        Assert.Equal(after.At("last").GetInt32() - after.At("first").GetInt32() + 1, after.At("verified").GetInt32());
        Assert.Contains(log.Lines, line => line.StartsWith("Information: The audit log", StringComparison.Ordinal) && line.Contains("is whole", StringComparison.Ordinal));

        // Whoever removes the beginning without the server has no seal for it.
        await ExecuteAsync($"UPDATE platform_audit_seals SET sequence = sequence + 1 WHERE kind = 'start'");
        var forged = (await client.QueryAsync("{ auditVerify { problem { kind } } }")).At("auditVerify");
        Assert.Equal("RESEALED", forged.Text("problem.kind"));
    }

    [Fact]
    public async Task Broken_log_is_told_of_and_not_touched()
    {
        using var client = server.Client();
        await ExecuteAsync($"UPDATE platform_audit_heads SET hash = (SELECT hash FROM platform_audit_entries ORDER BY workspace_id, sequence LIMIT 1)");
        await RunAsync(TimeProvider.System.GetUtcNow().AddDays(31));
        Assert.Contains(log.Lines, line => line.StartsWith("Critical: The audit log", StringComparison.Ordinal) && line.Contains("is broken", StringComparison.Ordinal));
        Assert.Equal(1, (await client.QueryAsync("{ auditVerify { first } }")).At("auditVerify.first").GetInt32());
        using var answer = await client.Http.GetAsync("health/ready");
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        var health = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal("Degraded", health.At("checks").Text("audit"));
        Assert.Contains("4801", health.At("problems").Text("audit"), StringComparison.Ordinal);
        Assert.Equal(1, BrokenLogs());

        await ExecuteAsync($"UPDATE platform_audit_heads SET hash = (SELECT hash FROM platform_audit_entries AS entry WHERE entry.workspace_id = platform_audit_heads.workspace_id ORDER BY entry.sequence DESC LIMIT 1)");
        await RunAsync(TimeProvider.System.GetUtcNow());
        Assert.Contains("\"audit\":\"Healthy\"", await client.Http.GetStringAsync("health/ready"), StringComparison.Ordinal);
        Assert.Equal(0, BrokenLogs());
    }

    [Fact]
    public async Task Hash_is_what_the_documentation_says()
    {
        await using var scope = server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        var rows = await db.Set<AuditRow>().OrderBy(row => row.WorkspaceId).ThenBy(row => row.Sequence).Take(50).ToListAsync();
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal(row.Hash, AuditScript.Hash(AuditScript.Line(row))));
    }

    public Task InitializeAsync() => server.InitializeAsync();

    public Task DisposeAsync() => server.DisposeAsync();

    private async Task RunAsync(DateTimeOffset now)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var retention = new AuditRetention(
            services.GetRequiredService<BackendDbContext>(), services.GetRequiredService<AuditSeals>(), services.GetRequiredService<IOptions<AuditOptions>>(),
            new Upkeep.FixedClock(now));
        await ActivatorUtilities.CreateInstance<AuditWork>(services, retention).RunAsync(CancellationToken.None);
    }

    private int BrokenLogs()
    {
        var broken = -1;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, heard) =>
            {
                if (instrument.Name == "backend.audit.broken_logs" && ReferenceEquals(instrument.Meter.Scope, server.Services.GetRequiredService<IMeterFactory>()))
                    heard.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((_, value, _, _) => broken = value);
        listener.Start();
        listener.RecordObservableInstruments();
        return broken;
    }

    private async Task ExecuteAsync(FormattableString statement)
    {
        await using var scope = server.Services.CreateAsyncScope();
        Assert.NotEqual(0, await scope.ServiceProvider.GetRequiredService<BackendDbContext>().Database.ExecuteSqlAsync(statement));
    }
}
