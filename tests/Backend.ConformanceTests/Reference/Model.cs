using Backend.GraphQL;

namespace Backend.ConformanceTests.Reference;

/// <summary>How a thing looks.</summary>
public enum Shade
{
    /// <summary>As light as can be.</summary>
    Light,

    /// <summary>In between.</summary>
    HalfTone,

    /// <summary>As dark as can be.</summary>
    [GraphQLDeprecated("It was too dark.")]
    Dark,
}

/// <summary>Whatever has a number.</summary>
[InterfaceType("Numbered")]
public interface INumbered
{
    /// <summary>Says all about the object: whatever belongs to it is computed from it.</summary>
    int Number { get; }

    /// <summary>Not every object has one.</summary>
    string? Label { get; }
}

/// <summary>Whatever has a shade.</summary>
[InterfaceType("Shaded")]
public interface IShaded
{
    /// <summary>How it looks.</summary>
    Shade Shade { get; }
}

/// <summary>Anything at all.</summary>
[UnionType("Thing")]
public interface IThing;

/// <summary>The type that everything hangs on.</summary>
public sealed record Item(int Number) : INumbered, IShaded, IThing, INode
{
    public Guid Id => new(Number, 0, 0, new byte[8]);

    public string? Label => Number % 3 == 0 ? null : Texts.At(Number);

    // Some values are not of the enum.
    public Shade Shade => (Shade)(Number % 13 == 12 ? 99 : Number % 3);

    [GraphQLDeprecated("Count yourself.")]
    public int Next => Number + 1;
}

/// <summary>Another object type with the same interfaces, and fields that differ in nullability.</summary>
public sealed record Box(int Number) : INumbered, IShaded, IThing
{
    public string Label => $"box {Number}";

    string? INumbered.Label => Label;

    public Shade Shade => Shade.HalfTone;

    public int? Size => Number % 4 == 0 ? null : Number;
}

/// <summary>An object type that no interface knows.</summary>
public sealed record Note(int Number) : IThing
{
    public string Text => Texts.At(Number);

    public int Size => Number;
}

/// <summary>A class that the schema does not know: where it stands for an abstract type, that field fails.</summary>
public sealed record Ghost(int Number) : INumbered, IThing
{
    public string? Label => "boo";
}
