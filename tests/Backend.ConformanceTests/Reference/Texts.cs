namespace Backend.ConformanceTests.Reference;

/// <summary>Texts that JSON has to escape, or that look as if.</summary>
internal static class Texts
{
    private static readonly string[] All =
    [
        "", "plain", "with \"quotes\" and \\ back/slash", "line\nfeed\r\ttab\b\f", "\u0000\u0001\u001f\u007f\u0080", "<b>&amp;'+</b>",
        "äöü ß ñ", "日本語", "😀 and 𝄞", "\u2028 and \u2029", "\uFEFFmark", "\uFFFF\uFFFE", "%20{}[],:", new string('x', 300), "é" + new string('é', 140) + "\"",
    ];

    public static string At(int number) => All[Math.Abs(number % All.Length)];
}
