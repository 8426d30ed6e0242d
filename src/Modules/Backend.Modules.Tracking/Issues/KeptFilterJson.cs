using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Backend.GraphQL;

namespace Backend.Modules.Tracking.Issues;

/// <summary>How kept filters are written: values as the API writes them, and nothing of what was not asked.</summary>
internal static class KeptFilterJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper), new DayConverter(), new TimeConverter() },
    };

    private static string Write(IsoDuration duration)
    {
        var isPast = duration.Months < 0 || duration.Days < 0 || duration.Time < TimeSpan.Zero;
        var text = new StringBuilder(isPast ? "-P" : "P");
        Append(text, duration.Months / 12, 'Y');
        Append(text, duration.Months % 12, 'M');
        Append(text, duration.Days / 7, 'W');
        Append(text, duration.Days % 7, 'D');
        if (duration.Time != TimeSpan.Zero)
        {
            var time = duration.Time.Duration();
            text.Append('T');
            Append(text, (int)time.TotalHours, 'H');
            Append(text, time.Minutes, 'M');
            Append(text, time.Seconds, 'S');
        }

        return text[^1] == 'P' ? "P0D" : text.ToString();
    }

    private static void Append(StringBuilder text, int count, char unit)
    {
        if (count != 0)
            text.Append(CultureInfo.InvariantCulture, $"{Math.Abs(count)}{unit}");
    }

    private static IsoDuration Duration(string text) =>
        IsoDuration.TryParse(text, out var duration) ? duration : throw new JsonException($"'{text}' is no duration.");

    private sealed class DayConverter : JsonConverter<DateOrDuration>
    {
        private const string Format = "yyyy-MM-dd";

        public override DateOrDuration Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString()! is var text && DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? new DateOrDuration(day, default)
                : new DateOrDuration(null, Duration(text));

        public override void Write(Utf8JsonWriter writer, DateOrDuration value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Date?.ToString(Format, CultureInfo.InvariantCulture) ?? KeptFilterJson.Write(value.Duration));
    }

    private sealed class TimeConverter : JsonConverter<DateTimeOrDuration>
    {
        public override DateTimeOrDuration Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString()! is var text && text.Contains('P', StringComparison.Ordinal)
                ? new DateTimeOrDuration(null, Duration(text))
                : new DateTimeOrDuration(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture), default);

        public override void Write(Utf8JsonWriter writer, DateTimeOrDuration value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Time?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture) ?? KeptFilterJson.Write(value.Duration));
    }
}
