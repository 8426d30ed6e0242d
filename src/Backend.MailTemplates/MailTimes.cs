using System.Globalization;

namespace Backend.MailTemplates;

/// <summary>Says when something happened, by the reader's clock.</summary>
internal static class MailTimes
{
    public static string Of(DateTimeOffset at, MailReader reader) =>
        TimeZoneInfo.ConvertTime(at, reader.Zone).ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    public static string TimeOfDay(DateTimeOffset at, MailReader reader) =>
        TimeZoneInfo.ConvertTime(at, reader.Zone).ToString("HH:mm", CultureInfo.InvariantCulture);
}
