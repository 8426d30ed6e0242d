using System.Text.Json.Nodes;
using Backend.GraphQL;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.Extensions.Logging;

namespace Backend.Platform.Audit;

/// <summary>Writes down what the viewer of a scope was refused for want of a permission.</summary>
internal sealed partial class DenialObserver(Viewer viewer, DatabaseScope scope, DenialBudget budget, AuditTrail trail, ILogger<DenialObserver> logger)
    : IDenialObserver
{
    private const int MostFields = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task OnDeniedAsync(IReadOnlyList<string> fields)
    {
        if (viewer is not { UserId: { } userId, WorkspaceId: { } workspaceId } || !budget.TryTake(workspaceId, userId, out var untold))
            return;
        var details = new JsonObject { ["fields"] = new JsonArray([.. fields.Distinct(StringComparer.Ordinal).Take(MostFields).Select(field => JsonValue.Create(field))]) };
        if (scope.Operation is { } operation)
            details["operation"] = operation;
        if (untold > 0)
            details["untold"] = untold;
        // The caller may be gone; the attempt was made all the same.
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await trail.WriteAsync(new DataSession(workspaceId, userId, scope.RequestId), scope.Origin, new AuditRecord(AuditRecord.Denied, Details: details), patience.Token);
        }
        catch (Exception error)
        {
            // The attempt is refused either way.
            LogLost(logger, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A denied attempt could not be written to the audit log")]
    private static partial void LogLost(ILogger logger, Exception error);
}
