namespace Backend.Platform.Persistence;

/// <summary>
/// A number that changes with every commit to the database, by whichever process: what was read under one number still holds
/// under the same number.
/// </summary>
public abstract class DataVersion
{
    /// <summary>The number now; null where the database has none that is cheap to ask for, so that nothing may be kept.</summary>
    public abstract long? Read();
}

/// <summary>For a server database: asking it would take as long as reading.</summary>
internal sealed class UnknownDataVersion : DataVersion
{
    public override long? Read() => null;
}
