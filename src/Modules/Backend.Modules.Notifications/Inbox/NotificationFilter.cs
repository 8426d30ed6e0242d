using Backend.GraphQL;
using Backend.Modules.Notifications.Preferences;

namespace Backend.Modules.Notifications.Inbox;

/// <summary>Filters by a notification.</summary>
internal sealed record NotificationFilter : FilterInput<NotificationFilter>
{
    /// <summary>The id.</summary>
    public IdComparator? Id { get; init; }

    /// <summary>What it tells of.</summary>
    public EnumComparator<NotificationKind>? Kind { get; init; }

    /// <summary>What it is about.</summary>
    public EnumComparator<NotificationCategory>? Category { get; init; }

    /// <summary>What it belongs to.</summary>
    public StringComparator? GroupingKey { get; init; }

    /// <summary>When it came.</summary>
    public DateTimeComparator? CreatedAt { get; init; }

    /// <summary>Whether it was read.</summary>
    public BooleanComparator? IsRead { get; init; }
}

internal sealed class NotificationFilterTranslator(TimeProvider clock) : FilterTranslator<NotificationFilter, Notification>(clock)
{
    protected override void Translate(NotificationFilter filter, Predicates<Notification> where)
    {
        where.Add(filter.Id, notification => notification.Id);
        where.Add(filter.Kind, notification => notification.Kind);
        where.Add(filter.Category, notification => notification.Category);
        where.Add(filter.GroupingKey, notification => notification.GroupingKey);
        where.Add(filter.CreatedAt, notification => notification.CreatedAt);
        where.Add(filter.IsRead, notification => notification.ReadAt != null);
    }
}
