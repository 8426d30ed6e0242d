using Backend.Contracts.Identity;
using Backend.GraphQL;

namespace Backend.Modules.Notifications.Mail.Deliveries;

/// <summary>Filters by a mail.</summary>
internal sealed record EmailDeliveryFilter : FilterInput<EmailDeliveryFilter>
{
    /// <summary>The id.</summary>
    public IdComparator? Id { get; init; }

    /// <summary>To whom.</summary>
    public UserFilter? User { get; init; }

    /// <summary>What it is.</summary>
    public EnumComparator<EmailKind>? Kind { get; init; }

    /// <summary>What has become of it.</summary>
    public EnumComparator<EmailStatus>? Status { get; init; }

    /// <summary>The address that it went to.</summary>
    public StringComparator? Address { get; init; }

    /// <summary>The code of what went wrong last.</summary>
    public StringComparator? ErrorCode { get; init; }

    /// <summary>When it was asked for.</summary>
    public DateTimeComparator? CreatedAt { get; init; }

    /// <summary>When it was sent.</summary>
    public DateTimeComparator? SentAt { get; init; }
}

internal sealed class EmailDeliveryFilterTranslator(IReferenceFilter<UserFilter> users, TimeProvider clock) : FilterTranslator<EmailDeliveryFilter, EmailDelivery>(clock)
{
    protected override void Translate(EmailDeliveryFilter filter, Predicates<EmailDelivery> where)
    {
        where.Add(filter.Id, delivery => delivery.Id);
        where.AddReference(filter.User, delivery => delivery.UserId, users);
        where.Add(filter.Kind, delivery => delivery.Kind);
        where.Add(filter.Status, delivery => delivery.Status);
        where.Add(filter.Address, delivery => delivery.Address);
        where.Add(filter.ErrorCode, delivery => delivery.ErrorCode);
        where.Add(filter.CreatedAt, delivery => delivery.CreatedAt);
        where.Add(filter.SentAt, delivery => delivery.SentAt);
    }
}
