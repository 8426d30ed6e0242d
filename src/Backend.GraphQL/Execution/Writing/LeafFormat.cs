using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using GraphQL.Types;

namespace Backend.GraphQL.Execution;

/// <summary>Writes the values of a scalar or an enum that are of one CLR type.</summary>
internal abstract class LeafFormat<T>
{
    public abstract void Write(ResponseBuffer json, T value);
}

/// <summary>Finds the format of a leaf.</summary>
internal static class LeafFormats
{
    /// <summary>The format of a CLR type; it need not be the type that the leaf is made for.</summary>
    public static LeafFormat<T> For<T>(ScalarGraphType leaf) => (leaf, typeof(T)) switch
    {
        (IUtf8Scalar<T> scalar, _) => new Utf8<T>(scalar),
        (StringGraphType, var type) when type == typeof(string) => (LeafFormat<T>)(object)new Text(),
        (IdScalar, var type) when type == typeof(string) => (LeafFormat<T>)(object)new Text(),
        (IntGraphType, var type) when type == typeof(int) => (LeafFormat<T>)(object)new Whole(),
        (BooleanGraphType, var type) when type == typeof(bool) => (LeafFormat<T>)(object)new Truth(),
        (FloatGraphType, var type) when type == typeof(double) => (LeafFormat<T>)(object)new Real(),
        (EnumerationGraphType values, { IsEnum: true }) => new EnumFormat<T>(values),
        _ => new Serialized<T>(leaf),
    };

    /// <summary>Writes what a scalar has serialized to.</summary>
    public static void WriteSerialized(ResponseBuffer json, object? value)
    {
        switch (value)
        {
            case null: json.Null(); break;
            case string text: json.String(text); break;
            case bool truth: json.Boolean(truth); break;
            case int number: json.Format(number); break;
            case long number: json.Format(number); break;
            case double number: WriteReal(json, number); break;
            case decimal number: json.Format(number); break;
            case BigInteger number: json.Raw(System.Text.Encoding.ASCII.GetBytes(number.ToString(System.Globalization.CultureInfo.InvariantCulture))); break;
            case JsonNode node: json.Raw(JsonSerializer.SerializeToUtf8Bytes(node, Options)); break;
            default: json.Raw(JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), Options)); break;
        }
    }

    private static readonly JsonSerializerOptions Options = new() { Encoder = ResponseBuffer.Encoder };

    private static void WriteReal(ResponseBuffer json, double value)
    {
        if (!double.IsFinite(value))
            throw new InvalidOperationException($"{value} is not a number that JSON knows.");
        json.Format(value);
    }

    private sealed class Utf8<T>(IUtf8Scalar<T> scalar) : LeafFormat<T>
    {
        public override void Write(ResponseBuffer json, T value) => scalar.Write(json, value);
    }

    private sealed class Text : LeafFormat<string>
    {
        public override void Write(ResponseBuffer json, string value) => json.String(value);
    }

    private sealed class Whole : LeafFormat<int>
    {
        public override void Write(ResponseBuffer json, int value) => json.Format(value);
    }

    private sealed class Truth : LeafFormat<bool>
    {
        public override void Write(ResponseBuffer json, bool value) => json.Boolean(value);
    }

    private sealed class Real : LeafFormat<double>
    {
        public override void Write(ResponseBuffer json, double value) => WriteReal(json, value);
    }

    /// <summary>The names of an enum, ready to be copied.</summary>
    private sealed class EnumFormat<T>(EnumerationGraphType values) : LeafFormat<T>
    {
        private readonly Dictionary<object, byte[]> names = values.Values.ToDictionary(
            value => value.Value!, value => System.Text.Encoding.UTF8.GetBytes($"\"{value.Name}\""));

        private readonly byte[]?[] byNumber = ByNumber(values);

        public override void Write(ResponseBuffer json, T value)
        {
            // Most enums count from zero.
            var number = Unsafe(value);
            var name = (uint)number < (uint)byNumber.Length ? byNumber[number] : null;
            json.Raw(name ?? names.GetValueOrDefault(value!)
                ?? throw new InvalidOperationException($"{value} is not a value of the enum {values.Name}."));
        }

        private static byte[]?[] ByNumber(EnumerationGraphType values)
        {
            var table = new byte[]?[32];
            foreach (var value in values.Values)
            {
                if (value.Value is T known && (uint)Unsafe(known) < (uint)table.Length)
                    table[Unsafe(known)] = System.Text.Encoding.UTF8.GetBytes($"\"{value.Name}\"");
            }

            return table;
        }

        private static int Unsafe(T value) =>
            System.Runtime.CompilerServices.Unsafe.SizeOf<T>() == sizeof(int) ? System.Runtime.CompilerServices.Unsafe.As<T, int>(ref value) : -1;
    }

    private sealed class Serialized<T>(ScalarGraphType leaf) : LeafFormat<T>
    {
        public override void Write(ResponseBuffer json, T value) => WriteSerialized(json, leaf.Serialize(value));
    }
}
