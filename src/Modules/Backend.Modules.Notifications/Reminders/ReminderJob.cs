using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Notifications.Reminders;

/// <summary>Which reminder, and for when it was set.</summary>
/// <param name="Id">The reminder.</param>
/// <param name="RemindAt">For when.</param>
internal sealed record ReminderArguments(Guid Id, DateTimeOffset RemindAt);

/// <summary>Reminds. A reminder that was set to another time, or taken back, is left alone.</summary>
internal sealed class ReminderJob(BackendDbContext db) : IJob<ReminderArguments>
{
    // Databases keep microseconds.
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(1);

    public async Task ExecuteAsync(ReminderArguments arguments, JobContext context, CancellationToken cancellationToken)
    {
        var reminder = await db.Reminders.SingleOrDefaultAsync(set => set.Id == arguments.Id, cancellationToken);
        if (reminder is null || reminder.RemindAt > arguments.RemindAt + Rounding)
            return;
        reminder.Fire();
        db.Remove(reminder);
    }
}
