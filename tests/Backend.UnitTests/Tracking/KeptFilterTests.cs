using System.Text.Json;
using Backend.Contracts.Tracking;
using Backend.GraphQL;
using Backend.Modules.Tracking.Issues;

namespace Backend.UnitTests.Tracking;

public sealed class KeptFilterTests
{
    [Theory]
    [InlineData("P2W")]
    [InlineData("-P1D")]
    [InlineData("P1Y2M3W4DT5H6M7S")]
    [InlineData("-PT30S")]
    [InlineData("P0D")]
    public void Duration_is_read_as_it_was_written(string text)
    {
        Assert.True(IsoDuration.TryParse(text, out var duration));
        var filter = new IssueFilter { CreatedAt = new() { Gt = new DateTimeOrDuration(null, duration) }, DueDate = new() { Lt = new DateOrDuration(null, duration) } };
        var kept = JsonSerializer.Deserialize<IssueFilter>(JsonSerializer.Serialize(filter, KeptFilterJson.Options), KeptFilterJson.Options);
        Assert.Equal(filter, kept);
    }

    [Fact]
    public void Filter_is_kept_with_all_that_it_asks_and_nothing_else()
    {
        var filter = new IssueFilter
        {
            State = new() { Category = new() { In = [StateCategory.Started, StateCategory.Unstarted] } },
            DueDate = new() { Lte = new DateOrDuration(new DateOnly(2026, 11, 29), default) },
            UpdatedAt = new() { Lt = new DateTimeOrDuration(new DateTimeOffset(2026, 11, 29, 12, 0, 0, 123, TimeSpan.Zero), default) },
            Or = [new() { Assignee = new() { IsMe = new() { Eq = true } } }, new() { Assignee = new() { IsNull = true } }],
        };
        var text = JsonSerializer.Serialize(filter, KeptFilterJson.Options);
        Assert.Contains("\"in\":[\"STARTED\",\"UNSTARTED\"]", text, StringComparison.Ordinal);
        Assert.DoesNotContain("null", text.Replace("isNull", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(text, JsonSerializer.Serialize(JsonSerializer.Deserialize<IssueFilter>(text, KeptFilterJson.Options), KeptFilterJson.Options));
    }
}
