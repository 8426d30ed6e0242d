using System.Collections;
using System.Collections.Immutable;

namespace Backend.GraphQL.Generators;

/// <summary>
/// An immutable array that equals another with equal items. Roslyn compares the models of two runs to see what it need not
/// generate again; <see cref="ImmutableArray{T}"/> compares by reference and would never be equal.
/// </summary>
internal readonly struct EquatableArray<T>(ImmutableArray<T> items) : IEquatable<EquatableArray<T>>, IEnumerable<T>
    where T : IEquatable<T>
{
    private readonly ImmutableArray<T> items = items;

    public int Count => items.IsDefault ? 0 : items.Length;

    public bool Equals(EquatableArray<T> other) => this.SequenceEqual(other);

    public override bool Equals(object? obj) => obj is EquatableArray<T> other && Equals(other);

    public override int GetHashCode()
    {
        var hash = 17;
        foreach (var item in this)
            hash = unchecked(hash * 31 + item.GetHashCode());
        return hash;
    }

    public IEnumerator<T> GetEnumerator() => (items.IsDefault ? Enumerable.Empty<T>() : items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
