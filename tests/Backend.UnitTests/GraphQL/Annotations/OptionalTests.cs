using Backend.GraphQL;

namespace Backend.UnitTests.GraphQL.Annotations;

public sealed class OptionalTests
{
    [Fact]
    public void Default_is_omitted()
    {
        Optional<string?> omitted = default;
        Assert.False(omitted.HasValue);
        Assert.False(omitted.TryGet(out _));
        Assert.Equal("old", omitted.Or("old"));
    }

    [Fact]
    public void Null_is_given_and_not_omitted()
    {
        Optional<string?> cleared = new(null);
        Assert.True(cleared.HasValue);
        Assert.True(cleared.TryGet(out var value));
        Assert.Null(value);
        Assert.Null(cleared.Or("old"));
        Assert.NotEqual(default, cleared);
    }

    [Fact]
    public void Value_converts_and_compares_by_value()
    {
        Optional<int> five = 5;
        Assert.Equal(5, five.Or(1));
        Assert.Equal(new Optional<int>(5), five);
        Assert.Equal(new Optional<int>(5).GetHashCode(), five.GetHashCode());
        Assert.True(five != 6);
        Assert.True(default(Optional<int>) != 0);
    }
}
