using System.Buffers;

namespace Backend.GraphQL.Execution;

/// <summary>The objects of one selection, in the order in which they are written.</summary>
internal struct ObjectBatch
{
    private object?[]? items;
    private int count;

    /// <summary>The place of the object that is written next.</summary>
    public int Next { get; set; }

    /// <summary>Adds an object; gives the number of objects.</summary>
    public int Add(object? item)
    {
        items ??= ArrayPool<object?>.Shared.Rent(16);
        if (count == items.Length)
        {
            var larger = ArrayPool<object?>.Shared.Rent(count * 2);
            items.AsSpan().CopyTo(larger);
            ArrayPool<object?>.Shared.Return(items, clearArray: true);
            items = larger;
        }

        items[count++] = item;
        return count;
    }

    public readonly void Deconstruct(out object?[] objects, out int number) => (objects, number) = (items ?? [], count);

    public readonly void Return()
    {
        if (items is not null)
            ArrayPool<object?>.Shared.Return(items, clearArray: true);
    }
}
