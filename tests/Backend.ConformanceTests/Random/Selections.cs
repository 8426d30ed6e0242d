namespace Backend.ConformanceTests.Random;

/// <summary>What a selection set is made of.</summary>
/// <param name="Head">The text before the braces.</param>
/// <param name="Variables">The variables that the text uses.</param>
/// <param name="Children">What is in the braces; null where there are none.</param>
/// <param name="Fragment">The fragment that is spread, where it is a spread.</param>
internal sealed record Selection(string Head, IReadOnlyList<string> Variables, List<Selection>? Children = null, Fragment? Fragment = null);

/// <summary>A named fragment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="On">Its type condition.</param>
/// <param name="Children">What it selects.</param>
internal sealed record Fragment(string Name, string On, List<Selection> Children);

/// <summary>An operation.</summary>
/// <param name="Type"><c>query</c>, <c>mutation</c> or <c>subscription</c>.</param>
/// <param name="Name">Its name; null in a document with one operation.</param>
/// <param name="Children">What it selects.</param>
internal sealed record Operation(string Type, string? Name, List<Selection> Children);

/// <summary>A variable.</summary>
/// <param name="Name">Its name, without the dollar.</param>
/// <param name="Type">Its type.</param>
/// <param name="Default">The literal of its default; null where it has none.</param>
/// <param name="Value">The JSON that is sent; null where it is left out.</param>
internal sealed record Variable(string Name, string Type, string? Default, string? Value);
