using System.Reflection;
using System.Runtime.CompilerServices;

namespace Backend.Platform.Persistence.QueryShapes;

/// <summary>
/// What a query looks like, apart from the values that its closures captured: a list of node kinds, types, members, methods
/// and constants in the order of a walk over its expression tree. Equal shapes have the same translation.
/// </summary>
internal sealed class QueryShape : IEquatable<QueryShape>
{
    private readonly List<Token> tokens;

    public QueryShape() => tokens = new List<Token>(256);

    private QueryShape(List<Token> tokens) => this.tokens = tokens;

    public void Clear() => tokens.Clear();

    public void Add(int number, object? item = null) => tokens.Add(new Token(number, item));

    /// <summary>A copy to keep, as the original is used for the next query.</summary>
    public QueryShape Copy() => new([.. tokens]);

    public bool Equals(QueryShape? other)
    {
        if (other is null || other.tokens.Count != tokens.Count)
            return false;
        for (var index = 0; index < tokens.Count; index++)
        {
            if (!tokens[index].Equals(other.tokens[index]))
                return false;
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as QueryShape);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var token in tokens)
        {
            hash.Add(token.Number);
            hash.Add(Cheap(token.Item));
        }

        return hash.ToHashCode();
    }

    // Reflection's own hash codes cost more than the comparison that they save.
    private static int Cheap(object? item) => item switch
    {
        Type type => RuntimeHelpers.GetHashCode(type),
        MemberInfo member => member.MetadataToken,
        _ => 0,
    };

    private readonly record struct Token(int Number, object? Item)
    {
        public bool Equals(Token other) => Number == other.Number && (ReferenceEquals(Item, other.Item) || (Item?.Equals(other.Item) ?? false));

        public override int GetHashCode() => HashCode.Combine(Number, Item);
    }
}
