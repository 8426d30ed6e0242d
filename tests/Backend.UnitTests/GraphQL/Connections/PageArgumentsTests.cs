using Backend.GraphQL;

namespace Backend.UnitTests.GraphQL.Connections;

public sealed class PageArgumentsTests
{
    [Fact]
    public void Create_without_sizes_is_a_forward_page_of_the_default_size()
    {
        var page = PageArguments.Create(null, null, null, null);
        Assert.Equal(50, page.Size);
        Assert.False(page.IsBackward);
        Assert.False(page.IncludeTotalCount);
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(100, null)]
    [InlineData(null, 1)]
    [InlineData(null, 100)]
    public void Create_takes_sizes_in_range(int? first, int? last)
    {
        var page = PageArguments.Create(first, null, last, null);
        Assert.Equal(first ?? last, page.Size);
        Assert.Equal(last is not null, page.IsBackward);
    }

    [Theory]
    [InlineData(0, null, "'first' must be between 1 and 100; it was 0.")]
    [InlineData(-1, null, "'first' must be between 1 and 100; it was -1.")]
    [InlineData(101, null, "'first' must be between 1 and 100; it was 101.")]
    [InlineData(int.MaxValue, null, "'first' must be between 1 and 100; it was 2147483647.")]
    [InlineData(null, 0, "'last' must be between 1 and 100; it was 0.")]
    [InlineData(10, 10, "Give either 'first' or 'last', not both.")]
    public void Create_refuses_other_sizes(int? first, int? last, string message) =>
        Assert.Equal(message, Assert.Throws<BadUserInputException>(() => PageArguments.Create(first, null, last, null)).Message);

    [Fact]
    public void Equal_arguments_share_a_batch() => Assert.Equal(
        PageArguments.Create(10, "a", null, null, includeTotalCount: true), PageArguments.Create(10, "a", null, null, includeTotalCount: true));
}
