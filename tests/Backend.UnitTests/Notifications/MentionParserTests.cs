using System.Diagnostics;
using Backend.Modules.Notifications.Mentions;

namespace Backend.UnitTests.Notifications;

public sealed class MentionParserTests
{
    [Theory]
    [InlineData("Hello @ada", "ada")]
    [InlineData("@Ada, @ada: @ADA!", "ada")]
    [InlineData("(@ada) *@grace.h* **@linus_t**", "ada grace.h linus_t")]
    [InlineData("Ends with a dot: @ada.", "ada")]
    [InlineData("> quoted @ada\n\n1. listed @grace\n\n# headed @linus", "ada grace linus")]
    [InlineData("[a link to @ada](https://example.org/@grace)", "ada")]
    [InlineData("\\@ada", "ada")]
    [InlineData("@a_b_c and @d__e__f", "a_b_c d__e__f")]
    [InlineData("`@ada`", "")]
    [InlineData("```\n@ada\n```", "")]
    [InlineData("    @ada in indented code", "")]
    [InlineData("mail ada@example.org, see npm @scope/package or a/@b", "scope")]
    [InlineData("<https://example.org/@ada>", "")]
    [InlineData("<span title='@ada'>", "")]
    [InlineData("@", "")]
    [InlineData("@@ada", "")]
    [InlineData("nothing here", "")]
    [InlineData(null, "")]
    public void Find_text_gives_handles_in_running_text(string? markdown, string handles) =>
        Assert.Equal(handles, string.Join(' ', MentionParser.Find(markdown)));

    [Fact]
    public void Find_very_many_mentions_gives_the_first_hundred()
    {
        var found = MentionParser.Find(string.Concat(Enumerable.Range(0, 10_000).Select(number => $"@u{number} ")));
        Assert.Equal(Enumerable.Range(0, MentionParser.Most).Select(number => $"u{number}"), found);
    }

    [Theory]
    [InlineData("> ", 30_000)]
    [InlineData("[", 60_000)]
    [InlineData("![[", 20_000)]
    [InlineData("**a ", 15_000)]
    [InlineData("- ", 30_000)]
    [InlineData("<", 60_000)]
    [InlineData("`", 60_000)]
    [InlineData("_a_", 20_000)]
    [InlineData("@a*", 20_000)]
    [InlineData("\u202e@", 20_000)]
    public void Find_hostile_text_ends(string part, int count)
    {
        var watch = Stopwatch.StartNew();
        MentionParser.Find(string.Concat(Enumerable.Repeat(part, count)) + " @ada");
        // A bound against what never ends, not a measure of speed.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"It took {watch.Elapsed}.");
    }
}
