using System.Diagnostics;
using System.Diagnostics.Metrics;
using Backend.Platform.Telemetry;

namespace Backend.Modules.Notifications.Mail;

/// <summary>What is measured of mail: what kind it is and what became of it, never to whom or what it says.</summary>
internal static class MailTelemetry
{
    private static readonly ActivitySource Source = new(PlatformTelemetry.Name);
    private static readonly Meter Meter = new(PlatformTelemetry.Name);

    private static readonly Counter<long> Mails = Meter.CreateCounter<long>("backend.mail.deliveries", "{mail}", "What became of mails.");

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("backend.mail.duration", "s", "How long it takes to hand a mail to the server.");

    /// <summary>Begins to hand over a mail.</summary>
    public static Activity? Start(EmailKind kind) =>
        Source.StartActivity("mail", ActivityKind.Client)?.SetTag("backend.mail.kind", kind.ToString());

    /// <summary>Measures what was handed over, or was not.</summary>
    public static void End(Activity? activity, EmailKind kind, string outcome, TimeSpan duration)
    {
        if (outcome != "sent")
            activity?.SetStatus(ActivityStatusCode.Error, outcome);
        Duration.Record(duration.TotalSeconds, new("backend.mail.kind", kind.ToString()), new("backend.mail.outcome", outcome));
        Count(kind, outcome);
    }

    /// <summary>Counts what became of a mail.</summary>
    public static void Count(EmailKind kind, string outcome) => Mails.Add(1, new("backend.mail.kind", kind.ToString()), new("backend.mail.outcome", outcome));
}
