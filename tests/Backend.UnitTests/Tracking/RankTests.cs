using Backend.Modules.Tracking.Issues;

namespace Backend.UnitTests.Tracking;

/// <summary>Ranks sort as texts, and there is always one more between two.</summary>
public sealed class RankTests
{
    [Fact]
    public void Of_numbers_sorts_as_the_numbers_do()
    {
        long[] numbers = [-50_000, -1297, -1296, -37, -36, -35, -2, -1, 0, 1, 35, 36, 37, 1295, 1296, 46_655, 46_656, 2_000_000_000];
        var ranks = numbers.Select(Rank.Of).ToArray();
        Assert.Equal(ranks.Order(StringComparer.Ordinal), ranks);
        Assert.Equal(ranks.Length, ranks.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData(null, null, "a0")]
    [InlineData("a1", "a2", "a1i")]
    [InlineData("a1", "a3", "a2")]
    [InlineData("a1", null, "a11")]
    [InlineData("a1y", null, "a1z")]
    [InlineData("a1z", null, "a1z1")]
    [InlineData(null, "a1", "a0")]
    [InlineData(null, "a0", "9z")]
    [InlineData(null, "a0i", "a0")]
    [InlineData(null, "90", "8yz")]
    [InlineData("9z", "a0", "9zi")]
    [InlineData("a1", "a11", "a10i")]
    [InlineData("a1", "a1001", "a1000i")]
    [InlineData("a14", "a152", "a15")]
    [InlineData("a1z", "a2", "a1zi")]
    [InlineData("az", "b10", "azi")]
    public void Between_gives_a_short_place(string? low, string? high, string expected) => Assert.Equal(expected, Rank.Between(low, high));

    [Theory]
    [InlineData("a1", "a1")]
    [InlineData("a2", "a1")]
    public void Between_of_the_wrong_order_is_refused(string low, string high) => Assert.Throws<ArgumentException>(() => Rank.Between(low, high));

    [Fact]
    public void Between_keeps_a_list_in_order_wherever_things_are_put()
    {
        var random = new Random(20261123);
        List<string> list = [.. Enumerable.Range(1, 5).Select(number => Rank.Of(number))];
        for (var round = 0; round < 3_000; round++)
        {
            var index = random.Next(list.Count + 1);
            list.Insert(index, Rank.Between(index == 0 ? null : list[index - 1], index == list.Count ? null : list[index]));
        }

        Assert.Equal(list.Order(StringComparer.Ordinal), list);
        Assert.Equal(list.Count, list.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Between_at_the_end_stays_before_the_next_new_issue_and_stays_short()
    {
        var last = Rank.Of(41);
        for (var move = 0; move < 1_000; move++)
        {
            var moved = Rank.Between(last, null);
            Assert.True(string.CompareOrdinal(moved, last) > 0);
            last = moved;
        }

        Assert.True(string.CompareOrdinal(last, Rank.Of(42)) < 0);
        Assert.True(last.Length < 40, last);
    }

    [Fact]
    public void Between_always_the_same_two_grows_by_a_character_every_few_moves()
    {
        var (low, high) = (Rank.Of(1), Rank.Of(2));
        for (var move = 0; move < 500; move++)
            high = Rank.Between(low, high);
        Assert.True(high.Length < 110, high);
    }
}
