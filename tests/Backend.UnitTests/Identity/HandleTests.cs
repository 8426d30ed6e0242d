using Backend.Modules.Identity.Users;

namespace Backend.UnitTests.Identity;

/// <summary>How handles are made.</summary>
public sealed class HandleTests
{
    [Theory]
    [InlineData("ada@example.org", "ada")]
    [InlineData("Ada Lovelace", "ada.lovelace")]
    [InlineData("Zoë Ångström", "zoe.angstrom")]
    [InlineData("_under-score_", "under-score")]
    [InlineData("李雷", "user")]
    [InlineData("O'Brien  (he/him)", "o.brien.he.him")]
    [InlineData("aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeee", "aaaaaaaaaabbbbbbbbbbccccccccccdd")]
    public void From_name_or_address_gives_a_valid_handle(string source, string expected)
    {
        Assert.Equal(expected, Handle.From(source));
        Assert.Equal(expected, UserRules.Handle(expected));
    }

    [Fact]
    public void FirstFree_counts_past_what_is_taken() =>
        Assert.Equal("ada3", Handle.FirstFree("ada", new HashSet<string>(["ada", "ada2", "ada4"], StringComparer.Ordinal)));
}
