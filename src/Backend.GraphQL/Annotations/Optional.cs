using System.Diagnostics.CodeAnalysis;

namespace Backend.GraphQL;

/// <summary>Tells an input field that was left out from one that was given as null.</summary>
public interface IOptional
{
    /// <summary>Whether the field was given, be it as null.</summary>
    bool HasValue { get; }

    /// <summary>The value; the type's default where the field was left out.</summary>
    object? Value { get; }
}

/// <summary>
/// An input field that may be left out: omitted keeps the old value, null clears it. The default value means omitted.
/// </summary>
/// <typeparam name="T">The field's type.</typeparam>
public readonly struct Optional<T> : IOptional, IEquatable<Optional<T>>
{
    /// <summary>A field that was given.</summary>
    /// <param name="value">Its value, which may be null.</param>
    public Optional(T value)
    {
        HasValue = true;
        Value = value;
    }

    /// <summary>Whether the field was given, be it as null.</summary>
    public bool HasValue { get; }

    /// <summary>The value; the type's default where the field was left out.</summary>
    public T Value { get; }

    object? IOptional.Value => Value;

    /// <summary>Gives the value where the field was given.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Whether the field was given.</returns>
    public bool TryGet([MaybeNullWhen(false)] out T value)
    {
        value = Value;
        return HasValue;
    }

    /// <summary>The value, or <paramref name="fallback"/> where the field was left out.</summary>
    /// <param name="fallback">What stands in for a field left out.</param>
    /// <returns>The value or the fallback.</returns>
    public T Or(T fallback) => HasValue ? Value : fallback;

    /// <inheritdoc />
    public bool Equals(Optional<T> other) =>
        HasValue == other.HasValue && EqualityComparer<T>.Default.Equals(Value, other.Value);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is Optional<T> other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(HasValue, Value);

    /// <summary>A given field.</summary>
    /// <param name="value">Its value.</param>
    public static implicit operator Optional<T>(T value) => new(value);

    /// <summary>Compares presence and value.</summary>
    public static bool operator ==(Optional<T> left, Optional<T> right) => left.Equals(right);

    /// <summary>Compares presence and value.</summary>
    public static bool operator !=(Optional<T> left, Optional<T> right) => !left.Equals(right);
}
