using System.Globalization;

namespace Backend.Modules.Tracking.Demo;

/// <summary>Makes up the demo's issues: always the same ones.</summary>
internal sealed class DemoIssues(string teamKey, string[] people, int seed)
{
    private static readonly DateTimeOffset FirstDay = new(2026, 7, 6, 8, 0, 0, TimeSpan.Zero);
    private static readonly (string State, int Weight)[] States =
        [("Backlog", 20), ("Todo", 26), ("In Progress", 14), ("In Review", 8), ("Done", 27), ("Canceled", 5)];

    private readonly Random random = new(seed);
    private readonly HashSet<string> titles = new(StringComparer.Ordinal);
    private readonly List<DemoIssue> issues = [];

    public static IReadOnlyList<DemoIssue> Make(string teamKey, int count, string[] people, int seed)
    {
        var maker = new DemoIssues(teamKey, people, seed);
        for (var number = 1; number <= count; number++)
            maker.issues.Add(maker.Next(number));
        return maker.issues;
    }

    private DemoIssue Next(int number)
    {
        var (title, kind) = Title();
        var state = Weighted(States, entry => entry.Weight).State;
        var createdAt = FirstDay.AddHours((number * 21) + random.Next(0, 12)).AddMinutes(random.Next(0, 60));
        var open = state is not ("Done" or "Canceled");
        return new DemoIssue
        {
            ExternalId = string.Create(CultureInfo.InvariantCulture, $"{teamKey}-{number}"),
            Title = title,
            Label = kind.Label,
            SecondLabel = state == "Canceled" ? "wontfix" : Chance(12) && kind.Label != "performance" ? "performance" : null,
            Description = Chance(40) ? Description(kind) : null,
            State = state,
            Priority = random.Next(0, 5),
            Estimate = Chance(55) ? Pick([1, 2, 3, 5, 8]) : null,
            Assignee = state is "Backlog" && Chance(70) ? null : Chance(85) ? Pick(people) : null,
            Creator = Pick(people),
            CreatedAt = createdAt,
            DueDate = open && Chance(45) ? DateOnly.FromDateTime(createdAt.Date).AddDays(random.Next(20, 150)) : null,
            Parent = number > 5 && Chance(14) ? ParentAmongLast(5) : null,
        };
    }

    private (string Title, TitleKind Kind) Title()
    {
        while (true)
        {
            var kind = Weighted(DemoTitles.ByTeam[teamKey], entry => entry.Weight);
            var title = string.Format(CultureInfo.InvariantCulture, kind.Pattern, Pick(kind.First), Pick(kind.Second));
            if (titles.Add(title))
                return (title, kind);
        }
    }

    private string Description(TitleKind kind) => kind.Label switch
    {
        "bug" => "**Steps**\n\n1. Open it as a member\n2. Wait for a minute\n3. Look at the console\n\n**Expected:** nothing of the kind.",
        "feature" => "Asked for by several teams.\n\n- [ ] Agree on the design\n- [ ] Build it\n- [ ] Tell those who asked",
        "performance" => "Measure first, and keep the numbers here:\n\n| before | after |\n| --- | --- |\n| ? | ? |",
        _ => $"Small enough for one sitting. {Pick(["Ask in the channel if unsure.", "See last month's notes.", "Pair up if you have not done it before."])}",
    };

    private string? ParentAmongLast(int count) => issues[^random.Next(1, count + 1)] is { Parent: null } candidate ? candidate.ExternalId : null;

    // Not for secrets: the point is that it is the same every time.
#pragma warning disable CA5394
    private bool Chance(int percent) => random.Next(100) < percent;

    private T Pick<T>(T[] values) => values[random.Next(values.Length)];

    private T Weighted<T>(T[] values, Func<T, int> weight)
    {
        var left = random.Next(values.Sum(weight));
        return values.First(value => (left -= weight(value)) < 0);
    }
#pragma warning restore CA5394
}
