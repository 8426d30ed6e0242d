namespace Backend.Platform.Outgoing;

/// <summary>The address under which people reach the server, for links in what leaves it.</summary>
public interface IPublicAddress
{
    /// <summary>The address, with a slash at the end.</summary>
    Uri Value { get; }
}
