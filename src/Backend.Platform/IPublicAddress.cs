namespace Backend.Platform;

/// <summary>Where browsers and clients reach the server.</summary>
public interface IPublicAddress
{
    /// <summary>The address, with a slash at the end.</summary>
    Uri Value { get; }
}
