namespace Backend.Platform.Errors;

/// <summary>The server is configured in a way that it cannot work. The message names the key and the fix, for the operator.</summary>
/// <param name="message">The key, what is wrong with it, and the fix.</param>
public sealed class ConfigurationException(string message) : Exception(message);
