using System.Globalization;
using Backend.GraphQL.Execution;

namespace Backend.GraphQL;

/// <summary>RFC 3339 with an offset; written in UTC with as many fraction digits as there are.</summary>
internal sealed class DateTimeScalar : TextScalar<DateTimeOffset>
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    public DateTimeScalar()
    {
        Name = "DateTime";
        Description = "A point in time, as RFC 3339 has it, with an offset: `2026-11-22T23:05:00Z`. Answers are in UTC.";
    }

    public static bool TryParse(string text, out DateTimeOffset value)
    {
        value = default;
        // Without an offset the time would be read as this machine's: refuse it.
        return text.Length > 19 && (text[^1] is 'Z' or 'z' || text[^6] is '+' or '-')
            && DateTimeOffset.TryParseExact(
                text.ToUpperInvariant(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out value);
    }

    public static string Format(DateTimeOffset value) =>
        value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    protected override bool TryRead(string text, out DateTimeOffset value) => TryParse(text, out value);

    protected override string Write(DateTimeOffset value) => Format(value);

    public override void Write(ResponseBuffer json, DateTimeOffset value)
    {
        var time = value.UtcDateTime;
        var ticks = (int)(time.Ticks % TimeSpan.TicksPerSecond);
        var room = json.Room(32);
        room[0] = (byte)'"';
        // 2026-11-22T23:05:00 is what the sortable format begins with; the fraction has no trailing zeros.
        time.TryFormat(room[1..], out var length, "s", CultureInfo.InvariantCulture);
        length++;
        if (ticks > 0)
        {
            room[length++] = (byte)'.';
            for (var unit = 1_000_000; ticks > 0; unit /= 10)
            {
                room[length++] = (byte)('0' + ticks / unit);
                ticks %= unit;
            }
        }

        room[length++] = (byte)'Z';
        room[length++] = (byte)'"';
        json.Position += length;
    }
}

/// <summary>An ISO 8601 calendar day.</summary>
internal sealed class DateScalar : TextScalar<DateOnly>
{
    public DateScalar()
    {
        Name = "Date";
        Description = "A calendar day without a time, as ISO 8601 has it: `2026-11-22`.";
    }

    public static bool TryParse(string text, out DateOnly value) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value);

    protected override bool TryRead(string text, out DateOnly value) => TryParse(text, out value);

    protected override string Write(DateOnly value) => value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public override void Write(ResponseBuffer json, DateOnly value) => json.Format(value, "o", quote: true);
}

/// <summary>A day, or a duration from today.</summary>
internal sealed class DateOrDurationScalar : TextScalar<DateOrDuration>
{
    public DateOrDurationScalar()
    {
        Name = "DateOrDuration";
        Description = "A calendar day (`2026-11-22`), or one relative to today as an ISO 8601 duration (`P2W`, `-P1D`).";
    }

    protected override bool TryRead(string text, out DateOrDuration value)
    {
        if (DateScalar.TryParse(text, out var date))
        {
            value = new DateOrDuration(date, default);
            return true;
        }

        var read = IsoDuration.TryParse(text, out var duration);
        value = new DateOrDuration(null, duration);
        return read;
    }

    protected override string Write(DateOrDuration value) =>
        throw new NotSupportedException("DateOrDuration is for input only.");
}

/// <summary>A point in time, or a duration from now.</summary>
internal sealed class DateTimeOrDurationScalar : TextScalar<DateTimeOrDuration>
{
    public DateTimeOrDurationScalar()
    {
        Name = "DateTimeOrDuration";
        Description = "A point in time (`2026-11-22T23:05:00Z`), or one relative to now as an ISO 8601 duration (`-PT1H`).";
    }

    protected override bool TryRead(string text, out DateTimeOrDuration value)
    {
        if (DateTimeScalar.TryParse(text, out var time))
        {
            value = new DateTimeOrDuration(time, default);
            return true;
        }

        var read = IsoDuration.TryParse(text, out var duration);
        value = new DateTimeOrDuration(null, duration);
        return read;
    }

    protected override string Write(DateTimeOrDuration value) =>
        throw new NotSupportedException("DateTimeOrDuration is for input only.");
}
