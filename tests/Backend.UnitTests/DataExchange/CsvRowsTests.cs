using System.Text;
using Backend.Modules.DataExchange.Csv;
using Backend.Platform.Errors;

namespace Backend.UnitTests.DataExchange;

/// <summary>Files as people and programs write them.</summary>
public sealed class CsvRowsTests
{
    [Fact]
    public async Task Rows_have_the_line_on_which_they_begin()
    {
        var rows = await ReadAsync("a,b\r\n1,\"x\r\ny\"\r\n\r\n2,\"say \"\"hi\"\"\"\n3,\n4,last");
        Assert.Equal(["2: 1|x\r\ny", "5: 2|say \"hi\"", "6: 3|", "7: 4|last"], rows.Select(row => $"{row.Line}: {string.Join('|', row.Values)}"));
        Assert.All(rows, row => Assert.Null(row.Problem));
    }

    [Fact]
    public async Task Byte_order_marks_are_no_part_of_the_first_column()
    {
        foreach (var encoding in new Encoding[] { new UTF8Encoding(true), new UnicodeEncoding(false, true) })
        {
            using var rows = new CsvRows(new MemoryStream([.. encoding.GetPreamble(), .. encoding.GetBytes("title,ü\nx,y\n")]));
            Assert.Equal(["title", "ü"], await rows.ReadHeaderAsync(CancellationToken.None));
        }
    }

    [Fact]
    public async Task Broken_rows_are_told_and_the_next_ones_read()
    {
        var rows = await ReadAsync("a,b\n1,2\n3\n4,5,6\n7,x\"y\n8,\"x\"y\n9,10\n");
        Assert.Equal(
            [
                "2 ", "3 The row has 1 values, but the file has 2 columns.", "4 The row has 3 values, but the file has 2 columns.",
                "5 The row has a quotation mark within a value that is not quoted.", "6 The row has text after a closing quotation mark.", "7 ",
            ],
            rows.Select(row => $"{row.Line} {row.Problem}"));
    }

    [Fact]
    public async Task Quotation_mark_that_is_never_closed_says_how_far_it_reached()
    {
        var row = Assert.Single(await ReadAsync("a,b\n1,\"2\n3,4\n5,6\n"));
        Assert.Equal((2, "The row has a quotation mark that is never closed. Everything up to line 5 was taken for a part of it."), (row.Line, row.Problem));
    }

    [Fact]
    public async Task Value_without_an_end_does_not_fill_the_memory()
    {
        var rows = await ReadAsync($"a,b\n1,2\n3,\"{new string('x', 5 * 1024 * 1024)}");
        Assert.Equal(2, rows.Count);
        Assert.StartsWith("The row is too long", rows[1].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Empty_file_has_no_columns()
    {
        using var rows = new CsvRows(new MemoryStream());
        Assert.Empty(await rows.ReadHeaderAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("2026-11-22", "2026-11-22T00:00:00Z")]
    [InlineData("2011-02-19 17:59:44", "2011-02-19T17:59:44Z")]
    [InlineData(" 2011-02-19 17:59:44.123456 ", "2011-02-19T17:59:44.123456Z")]
    [InlineData("2011-02-19T17:59:44Z", "2011-02-19T17:59:44Z")]
    [InlineData("2011-02-19T17:59:44+02:00", "2011-02-19T15:59:44Z")]
    [InlineData("2011-02-19 17:59:44 +0200", "2011-02-19T15:59:44Z")]
    [InlineData("2011-02-19T17:59", "2011-02-19T17:59:00Z")]
    [InlineData("19.02.2011", null)]
    [InlineData("2011-02-30", null)]
    [InlineData("yesterday", null)]
    public void Times_are_ISO_8601_and_UTC_unless_they_say_otherwise(string text, string? expected)
    {
        Assert.Equal(expected is not null, CsvValues.TryTime(text, out var time));
        if (expected is not null)
            Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), time);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("None")]
    [InlineData("null")]
    [InlineData("NULL")]
    [InlineData("NaN")]
    public void Nothing_is_written_in_several_ways(string text) => Assert.Null(CsvValues.Text(text));

    [Theory]
    [InlineData("nan")]
    [InlineData("none of them")]
    public void Words_are_words(string text) => Assert.Equal(text, CsvValues.Text(text));

    [Theory]
    [InlineData("title=a,externalId=b,colour=a", "There is no field 'colour' to map to")]
    [InlineData("title=a", "The field 'externalId' needs a column.")]
    [InlineData("title=a,externalId=x", "The file has no column 'x'; its columns are a, b, c, c.")]
    [InlineData("title=a,externalId=c", "The file has more than one column 'c'.")]
    public void Mapping_that_does_not_fit_is_refused(string columns, string message) => Assert.Contains(
        message,
        Assert.Throws<ValidationFailedException>(() => CsvMapping.Create(
            columns.Split(',').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal), ["a", "b", "c", "c"])).Message,
        StringComparison.Ordinal);

    private static async Task<List<CsvRow>> ReadAsync(string text)
    {
        using var rows = new CsvRows(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        await rows.ReadHeaderAsync(CancellationToken.None);
        var read = new List<CsvRow>();
        await foreach (var row in rows.ReadAsync(CancellationToken.None))
            read.Add(row);
        return read;
    }
}
