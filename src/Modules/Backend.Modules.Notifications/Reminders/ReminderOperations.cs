using Backend.Contracts.Tracking;
using Backend.GraphQL;
using Backend.Platform.Errors;
using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Notifications.Reminders;

/// <summary>The viewer's own reminders, of issues that the viewer sees.</summary>
internal sealed class VisibleReminders(BackendDbContext db, Viewer viewer, IIssueDirectory issues)
{
    public IQueryable<Reminder> Query()
    {
        var me = viewer.UserId;
        var seen = issues.VisibleIds();
        return db.Reminders.Where(reminder => reminder.UserId == me && seen.Any(id => id == reminder.IssueId));
    }
}

[QueryType]
internal static class ReminderQueries
{
    /// <summary>What the viewer wants to be reminded of in this workspace, the next first.</summary>
    [Authorize(NotificationPermissions.Read)]
    [UseConnection]
    public static Task<Connection<Reminder>> GetRemindersAsync(PageArguments page, VisibleReminders reminders, CancellationToken cancellationToken) =>
        reminders.Query().ToConnectionAsync(page, new SortKeys<Reminder>().Add(reminder => reminder.RemindAt), cancellationToken);
}

[ObjectType<Reminder>]
internal static class ReminderType
{
    /// <summary>Of what.</summary>
    [BindMember(nameof(Reminder.IssueId))]
    public static DataLoaderResult<IIssue?> GetIssue([Parent] Reminder reminder, IIssueByIdDataLoader issues) => issues.Load(reminder.IssueId);

    [NodeResolver]
    public static DataLoaderResult<Reminder?> GetById(Guid id, ReminderByIdDataLoader reminders) => reminders.Load(id);
}

internal static class ReminderDataLoaders
{
    [DataLoader]
    public static Task<Dictionary<Guid, Reminder>> GetReminderByIdAsync(
        IReadOnlyList<Guid> ids, VisibleReminders reminders, CancellationToken cancellationToken) =>
        reminders.Query().Where(reminder => ids.Contains(reminder.Id)).ToDictionaryAsync(reminder => reminder.Id, cancellationToken);
}

/// <summary>A reminder to set.</summary>
internal sealed record ReminderSetInput
{
    /// <summary>Of what.</summary>
    [ID<IIssue>]
    public required Guid IssueId { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset RemindAt { get; init; }
}

/// <summary>Names a reminder to take back.</summary>
internal sealed record ReminderCancelInput
{
    /// <summary>The reminder.</summary>
    [ID<Reminder>]
    public required Guid Id { get; init; }
}

[MutationType]
[Authorize(NotificationPermissions.Write)]
[Error<NotFoundError>]
[Error<ConflictError>]
internal static class ReminderMutations
{
    /// <summary>Reminds the viewer of an issue at a time; instead of a reminder that was set for it before.</summary>
    [Error<ValidationError>]
    public static async Task<Reminder> ReminderSetAsync(
        ReminderSetInput input, BackendDbContext db, IIssueDirectory issues, Viewer viewer, JobScheduler jobs, TimeProvider clock, CancellationToken cancellationToken)
    {
        var issue = await issues.GetVisibleAsync(input.IssueId, ["input", "issueId"], cancellationToken);
        var (me, now) = (viewer.RequiredUserId, clock.GetUtcNow());
        var reminder = await db.Reminders.SingleOrDefaultAsync(set => set.UserId == me && set.IssueId == issue.Id, cancellationToken);
        if (reminder is null)
            db.Add(reminder = Reminder.Create(viewer.RequiredWorkspaceId, me, issue.Id, now));
        reminder.SetTo(input.RemindAt, now);
        jobs.Enqueue<ReminderJob, ReminderArguments>(new ReminderArguments(reminder.Id, reminder.RemindAt), reminder.RemindAt);
        return reminder;
    }

    /// <summary>Takes a reminder back.</summary>
    public static async Task<Reminder> ReminderCancelAsync(
        ReminderCancelInput input, BackendDbContext db, VisibleReminders reminders, CancellationToken cancellationToken)
    {
        var reminder = await reminders.Query().SingleOrDefaultAsync(set => set.Id == input.Id, cancellationToken)
            ?? throw new NotFoundException(nameof(Reminder), "input", "id");
        db.Remove(reminder);
        return reminder;
    }
}
