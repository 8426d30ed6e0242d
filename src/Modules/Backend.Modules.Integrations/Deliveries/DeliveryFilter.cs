using Backend.GraphQL;

namespace Backend.Modules.Integrations.Deliveries;

/// <summary>Filters by a delivery.</summary>
internal sealed record WebhookDeliveryFilter : FilterInput<WebhookDeliveryFilter>
{
    /// <summary>The id, which is the header <c>webhook-id</c> too.</summary>
    public IdComparator? Id { get; init; }

    /// <summary>The webhook.</summary>
    public IdComparator? EndpointId { get; init; }

    /// <summary>The event's type.</summary>
    public StringComparator? Type { get; init; }

    /// <summary>What has become of it.</summary>
    public EnumComparator<WebhookDeliveryStatus>? Status { get; init; }

    /// <summary>Why it has not succeeded.</summary>
    public StringComparator? ErrorCode { get; init; }

    /// <summary>How often it was tried.</summary>
    public IntComparator? AttemptCount { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeComparator? CreatedAt { get; init; }

    /// <summary>When it succeeded or was given up.</summary>
    public DateTimeComparator? FinishedAt { get; init; }
}

internal sealed class WebhookDeliveryFilterTranslator(TimeProvider clock) : FilterTranslator<WebhookDeliveryFilter, WebhookDelivery>(clock)
{
    protected override void Translate(WebhookDeliveryFilter filter, Predicates<WebhookDelivery> where)
    {
        where.Add(filter.Id, delivery => delivery.Id);
        where.Add(filter.EndpointId, delivery => delivery.EndpointId);
        where.Add(filter.Type, delivery => delivery.Type);
        where.Add(filter.Status, delivery => delivery.Status);
        where.Add(filter.ErrorCode, delivery => delivery.ErrorCode);
        where.Add(filter.AttemptCount, delivery => delivery.AttemptCount);
        where.Add(filter.CreatedAt, delivery => delivery.CreatedAt);
        where.Add(filter.FinishedAt, delivery => delivery.FinishedAt);
    }
}

/// <summary>Orders deliveries by one key.</summary>
[OneOf]
internal sealed record WebhookDeliverySort
{
    /// <summary>By when they were made.</summary>
    public SortOrder? CreatedAt { get; init; }

    /// <summary>By when they are tried next.</summary>
    public SortOrder? NextAttemptAt { get; init; }

    /// <summary>By when they ended.</summary>
    public SortOrder? FinishedAt { get; init; }
}

internal sealed class WebhookDeliverySortTranslator : SortTranslator<WebhookDeliverySort, WebhookDelivery>
{
    protected override void Translate(WebhookDeliverySort sort, SortKeys<WebhookDelivery> keys) => keys
        .Add(sort.CreatedAt, delivery => delivery.CreatedAt)
        .Add(sort.NextAttemptAt, delivery => delivery.NextAttemptAt)
        .Add(sort.FinishedAt, delivery => delivery.FinishedAt);

    protected override void Default(SortKeys<WebhookDelivery> keys) => keys.Add(delivery => delivery.CreatedAt, SortDirection.Desc);
}
