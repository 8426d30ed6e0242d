using Backend.GraphQL;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Backend.Platform.Persistence;

/// <summary>A sync id as a number.</summary>
internal sealed class SyncIdConverter() : ValueConverter<SyncId, long>(id => id.Value, value => new SyncId(value));

/// <summary>
/// A point in time in UTC and whole microseconds, which is what PostgreSQL keeps: what was written reads the same before and
/// after it went through the database.
/// </summary>
internal sealed class PostgreSqlDateTimeOffsetConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(
    time => time.ToUniversalTime().AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond)), value => value);

/// <summary>
/// A point in time as microseconds since 1970: SQLite has no type for it that it can order, and PostgreSQL keeps
/// microseconds too, so both round alike.
/// </summary>
internal sealed class SqliteDateTimeOffsetConverter() : ValueConverter<DateTimeOffset, long>(
    time => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond,
    value => DateTimeOffset.UnixEpoch.AddTicks(value * TimeSpan.TicksPerMicrosecond));
