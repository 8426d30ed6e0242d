using System.Text.Json;
using System.Text.Json.Serialization;

namespace Backend.Platform.Jobs;

/// <summary>How arguments, checkpoints and results are written.</summary>
internal static class JobJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };
}
