using Backend.GraphQL;

namespace Backend.ConformanceTests.Reference;

/// <summary>Fields that give back what their arguments were coerced to.</summary>
[QueryType]
[AllowAnonymous]
public static class EchoQueries
{
    public static string GetScalars(
        int? whole, double? real, string? text, bool? truth, [ID] string? id, Shade? shade,
        DateTimeOffset? time, DateOnly? day, SyncId? position, Uri? link, EmailAddress? address, [ID("Item")] Guid? reference) =>
        Echo.Of(("whole", whole), ("real", real), ("text", text), ("truth", truth), ("id", id), ("shade", shade), ("time", time),
            ("day", day), ("position", position), ("link", link), ("address", address), ("reference", reference));

    public static string GetRequired(int whole, string text, Shade shade, IReadOnlyList<int> list, double real) =>
        Echo.Of(("whole", whole), ("text", text), ("shade", shade), ("list", list), ("real", real));

    public static string? GetDefaults(int whole = 7, string text = "seven", Shade shade = Shade.Dark, bool truth = true, double? real = 7.5) =>
        Echo.Of(("whole", whole), ("text", text), ("shade", shade), ("truth", truth), ("real", real));

    public static string GetOptionals(Optional<string?> text, Optional<int> whole, Optional<IReadOnlyList<int>?> list) =>
        Echo.Of(("text", text), ("whole", whole), ("list", list));

    public static string GetLists(
        IReadOnlyList<int?>? plain, IReadOnlyList<int>? strict, IReadOnlyList<IReadOnlyList<int?>?>? matrix, IReadOnlyList<string>? texts, IReadOnlyList<Shade>? shades) =>
        Echo.Of(("plain", plain), ("strict", strict), ("matrix", matrix), ("texts", texts), ("shades", shades));

    public static string? GetEvery(EveryInput? input, IReadOnlyList<EveryInput?>? more) => Echo.Of(("input", input), ("more", more));

    public static string? GetChoice(ChoiceInput? choice, IReadOnlyList<ChoiceInput>? more) => Echo.Of(("choice", choice), ("more", more));
}
