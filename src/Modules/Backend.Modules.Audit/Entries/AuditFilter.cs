using Backend.GraphQL;
using Backend.Platform.Audit;

namespace Backend.Modules.Audit.Entries;

/// <summary>Filters by an entry of the audit log.</summary>
internal sealed record AuditFilter : FilterInput<AuditFilter>
{
    /// <summary>What was done.</summary>
    public StringComparator? Action { get; init; }

    /// <summary>Who did it.</summary>
    public IdComparator? ActorId { get; init; }

    /// <summary>By what means.</summary>
    public EnumComparator<AuditVia>? Via { get; init; }

    /// <summary>The object it was done to.</summary>
    public IdComparator? TargetId { get; init; }

    /// <summary>The address that it was done from.</summary>
    public StringComparator? Ip { get; init; }

    /// <summary>The request that did it.</summary>
    public StringComparator? RequestId { get; init; }

    /// <summary>When.</summary>
    public DateTimeComparator? OccurredAt { get; init; }
}

internal sealed class AuditFilterTranslator(TimeProvider clock) : FilterTranslator<AuditFilter, AuditRow>(clock)
{
    protected override void Translate(AuditFilter filter, Predicates<AuditRow> where)
    {
        where.Add(filter.Action, row => row.Action);
        where.Add(filter.ActorId, row => row.ActorId);
        where.Add(filter.Via, row => row.Via);
        where.Add(filter.TargetId, row => row.TargetId);
        where.Add(filter.Ip, row => row.Ip);
        where.Add(filter.RequestId, row => row.RequestId);
        where.Add(filter.OccurredAt, row => row.OccurredAt);
    }
}
