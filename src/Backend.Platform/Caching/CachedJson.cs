using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Backend.GraphQL;
using ZiggyCreatures.Caching.Fusion.Serialization;

namespace Backend.Platform.Caching;

/// <summary>
/// Writes what is kept in Redis as JSON, entities among it: these are made and filled as EF Core does it, by their private
/// constructors and setters. What an entity only computes is not written.
/// </summary>
internal sealed class CachedJson : IFusionCacheSerializer
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly JsonSerializerOptions Options = new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { FillLikeRows } },
        Converters = { new SyncIdJson() },
    };

    public byte[] Serialize<T>(T? obj) => JsonSerializer.SerializeToUtf8Bytes(obj, Options);

    public T? Deserialize<T>(byte[] data) => JsonSerializer.Deserialize<T>(data, Options);

    public ValueTask<byte[]> SerializeAsync<T>(T? obj, CancellationToken token = default) => ValueTask.FromResult(Serialize(obj));

    public ValueTask<T?> DeserializeAsync<T>(byte[] data, CancellationToken token = default) => ValueTask.FromResult(Deserialize<T>(data));

    /// <summary>A short text that changes with the names and types of what a type's JSON has.</summary>
    public static string ShapeOf(Type type)
    {
        var parts = type.IsGenericType ? type.GetGenericArguments() : [type];
        var members = parts.SelectMany(part => Filled(part).Select(member => $"{part.Name}.{member.Name}:{member.PropertyType}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', members)))[..4]);
    }

    private static void FillLikeRows(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || EmptyConstructor(type.Type) is not { } create || create.IsPublic)
            return;
        type.CreateObject = () => create.Invoke(null);
        type.Properties.Clear();
        foreach (var member in Filled(type.Type))
        {
            var property = type.CreateJsonPropertyInfo(member.PropertyType, member.Name);
            property.Get = member.GetValue;
            property.Set = member.SetValue;
            type.Properties.Add(property);
        }
    }

    private static ConstructorInfo? EmptyConstructor(Type type) => type.GetConstructor(Members, Type.EmptyTypes);

    // Setters of a base class are private to it, and seen only on the base class itself.
    private static IEnumerable<PropertyInfo> Filled(Type type) => type.GetProperties(Members)
        .Select(property => property.DeclaringType!.GetProperty(property.Name, Members)!)
        .Where(property => property is { CanRead: true, CanWrite: true } && property.GetIndexParameters().Length == 0)
        .OrderBy(property => property.Name, StringComparer.Ordinal);

    private sealed class SyncIdJson : System.Text.Json.Serialization.JsonConverter<SyncId>
    {
        public override SyncId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, SyncId value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
    }
}
