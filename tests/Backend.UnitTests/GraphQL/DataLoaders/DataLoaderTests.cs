using Backend.GraphQL;

namespace Backend.UnitTests.GraphQL.DataLoaders;

public sealed class DataLoaderTests
{
    private readonly Lengths lengths = new();

    [Fact]
    public async Task Keys_asked_for_before_the_first_result_are_one_batch_without_repeats()
    {
        var results = new[] { "a", "bb", "a", "ccc" }.Select(lengths.Load).ToArray();
        Assert.Empty(lengths.Batches);
        var values = new List<object?>();
        foreach (var result in results)
            values.Add(await result.GetAsync(default));
        Assert.Equal([1, 2, 1, 3], values);
        Assert.Equal(["a bb ccc"], lengths.Batches);
    }

    [Fact]
    public async Task Value_that_is_there_is_not_loaded_again()
    {
        await lengths.Load("a").GetAsync(default);
        Assert.Equal(1, await lengths.Load("a").GetAsync(default));
        Assert.Equal(["a"], lengths.Batches);
    }

    [Fact]
    public async Task Batch_is_cut_at_the_largest_size()
    {
        foreach (var key in new[] { "a", "b", "c", "d", "e", "f" })
            lengths.Load(key);
        await lengths.Load("g").GetAsync(default);
        Assert.Equal(["a b c d", "e f g"], lengths.Batches);
    }

    [Fact]
    public async Task Key_without_an_entry_has_the_default()
    {
        Assert.Equal(0, await lengths.Load("").GetAsync(default));
        Assert.Equal(0, await lengths.Load("").GetAsync(default));
        Assert.Equal([""], lengths.Batches);
    }

    [Fact]
    public async Task Failed_batch_fails_each_of_its_keys_and_no_other_batch()
    {
        var results = new[] { "a", "b", "c", "!", "e" }.Select(lengths.Load).ToArray();
        foreach (var result in results[..4])
        {
            var error = await Assert.ThrowsAsync<DataLoaderException>(async () => await result.GetAsync(default));
            Assert.IsType<InvalidOperationException>(error.InnerException);
            Assert.Equal("broken", error.Message);
        }

        Assert.Equal(1, await results[4].GetAsync(default));
        Assert.Equal(["a b c !", "e"], lengths.Batches);
    }

    [Fact]
    public async Task Clear_forgets_values_and_failures()
    {
        var result = lengths.Load("!");
        await Assert.ThrowsAsync<DataLoaderException>(async () => await result.GetAsync(default));
        lengths.Clear();
        lengths.IsBroken = false;
        Assert.Equal(1, await lengths.Load("!").GetAsync(default));
        lengths.Clear();
        await lengths.Load("!").GetAsync(default);
        Assert.Equal(["!", "!", "!"], lengths.Batches);
    }

    [Fact]
    public async Task Canceled_load_ends_everyone_who_waits_and_may_be_repeated()
    {
        using var canceled = new CancellationTokenSource();
        await canceled.CancelAsync();
        var results = new[] { "a", "b" }.Select(lengths.Load).ToArray();
        foreach (var result in results)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await result.GetAsync(canceled.Token));
        Assert.Empty(lengths.Batches);
        Assert.Equal(1, await results[0].GetAsync(default));
    }

    [Fact]
    public async Task Load_that_times_out_by_itself_is_a_failure_like_any_other()
    {
        var results = new[] { "late", "b" }.Select(lengths.Load).ToArray();
        foreach (var result in results)
        {
            var error = await Assert.ThrowsAsync<DataLoaderException>(async () => await result.GetAsync(default));
            Assert.IsType<TaskCanceledException>(error.InnerException);
        }
    }

    [Fact]
    public async Task Chained_loads_are_batched_wave_by_wave()
    {
        var doubled = new Lengths();
        var results = new[] { "a", "bb", "ccc" }
            .Select(key => lengths.Load(key).Then(length => doubled.Load(new string('x', length * 2))).Then(length => $"{length}"))
            .ToArray();
        // What the executor does: each wave fetches what all wait for, then all take what has come.
        while (Array.Exists(results, result => !result.IsCompleted))
        {
            foreach (var result in results)
                await result.DispatchAsync(default);
            foreach (var result in results)
                result.Advance();
        }

        Assert.Equal(["2", "4", "6"], results.Select(result => result.Result));
        Assert.Equal(["a bb ccc"], lengths.Batches);
        Assert.Equal(["xx xxxx xxxxxx"], doubled.Batches);
    }

    [Fact]
    public async Task Required_value_that_is_missing_is_an_error_and_an_optional_reference_is_not_loaded()
    {
        var texts = new Texts();
        await Assert.ThrowsAsync<KeyNotFoundException>(async () => await texts.LoadRequired(0).GetAsync(default));
        Assert.Null(await texts.Load((int?)null).GetAsync(default));
        Assert.Equal("1", await texts.Load((int?)1).GetAsync(default));
        Assert.Equal(2, texts.Calls);
    }

    [Fact]
    public async Task Key_without_members_has_an_empty_group()
    {
        var groups = new Letters();
        Assert.Equal(["a", "b"], Assert.IsType<IReadOnlyList<string>>(await groups.Load(2).GetAsync(default), exactMatch: false));
        Assert.Empty(Assert.IsType<IReadOnlyList<string>>(await groups.Load(0).GetAsync(default), exactMatch: false));
    }

    [Fact]
    public async Task Pages_with_equal_arguments_are_one_batch_and_others_another()
    {
        var pages = new Pages();
        var results = new[] { (1, 10), (2, 10), (1, 20), (9, 10) }
            .Select(item => pages.Load(item.Item1, PageArguments.Create(item.Item2, null, null, null))).ToArray();
        foreach (var result in results)
            Assert.IsType<Connection<string>>(await result.GetAsync(default));
        Assert.Same(Connection<string>.Empty, await results[3].GetAsync(default));
        Assert.Equal(["10: 1 2 9", "20: 1"], pages.Batches);
        pages.Clear();
        await pages.Load(1, PageArguments.Create(10, null, null, null)).GetAsync(default);
        Assert.Equal("10: 1", pages.Batches[^1]);
    }

    private sealed class Lengths : BatchDataLoader<string, int>
    {
        public List<string> Batches { get; } = [];

        public bool IsBroken { get; set; } = true;

        protected override int MaxBatchSize => 4;

        protected override Task<IReadOnlyDictionary<string, int>> LoadBatchAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
        {
            Batches.Add(string.Join(' ', keys));
            if (keys.Contains("!", StringComparer.Ordinal) && IsBroken)
                throw new InvalidOperationException("broken");
            if (keys.Contains("late", StringComparer.Ordinal))
                throw new TaskCanceledException();
            return Task.FromResult<IReadOnlyDictionary<string, int>>(
                keys.Where(key => key.Length > 0).ToDictionary(key => key, key => key.Length, StringComparer.Ordinal));
        }
    }

    private sealed class Texts : BatchDataLoader<int, string>
    {
        public int Calls { get; private set; }

        protected override Task<IReadOnlyDictionary<int, string>> LoadBatchAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken)
        {
            Calls++;
            return Task.FromResult<IReadOnlyDictionary<int, string>>(keys.Where(key => key > 0).ToDictionary(key => key, key => $"{key}"));
        }
    }

    private sealed class Letters : GroupDataLoader<int, string>
    {
        protected override Task<ILookup<int, string>> LoadGroupedBatchAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken) =>
            Task.FromResult(keys.SelectMany(key => "abc"[..key].Select(letter => (key, letter))).ToLookup(pair => pair.key, pair => $"{pair.letter}"));
    }

    private sealed class Pages : PageDataLoader<int, string>
    {
        public List<string> Batches { get; } = [];

        protected override Task<IReadOnlyDictionary<int, Connection<string>>> LoadPagesAsync(
            IReadOnlyList<int> keys, PageArguments page, CancellationToken cancellationToken)
        {
            Batches.Add($"{page.Size}: {string.Join(' ', keys)}");
            return Task.FromResult<IReadOnlyDictionary<int, Connection<string>>>(keys.Where(key => key < 9).ToDictionary(
                key => key, key => new Connection<string>([new Edge<string>($"{key}", "cursor")], new PageInfo(false, false, null, null), null)));
        }
    }
}
