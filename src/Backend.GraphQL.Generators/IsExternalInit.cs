namespace System.Runtime.CompilerServices;

/// <summary>Lets records be used on netstandard2.0, which lacks the type that the compiler marks init accessors with.</summary>
internal static class IsExternalInit;
