using System.Globalization;

namespace Backend.Faults;

/// <summary>What a run is told.</summary>
internal sealed record FaultOptions
{
    /// <summary>The connection string of a PostgreSQL database of its own; null for a file of SQLite.</summary>
    public string? Database { get; private init; }

    /// <summary>How often a process is killed.</summary>
    public int Rounds { get; private init; } = 10;

    /// <summary>How many clients write at once.</summary>
    public int Writers { get; private init; } = 8;

    /// <summary>How many mutations are sent in all, where that is what ends the run.</summary>
    public int Mutations { get; private init; } = 20_000;

    /// <summary>How many clients listen.</summary>
    public int Clients { get; private init; } = 500;

    /// <summary>The script of npm's clients; null for a run without them.</summary>
    public string? Script { get; private init; }

    /// <summary>Where Redis is: there are two API nodes then; null for none, and one.</summary>
    public string? Redis { get; init; }

    /// <summary>How many issues the workspace has before the run; 0 for those of the demo.</summary>
    public int Issues { get; private init; }

    /// <summary>The file to import.</summary>
    public string? File { get; private init; }

    public static FaultOptions Parse(string[] options)
    {
        var parsed = new FaultOptions();
        for (var index = 0; index + 1 < options.Length; index += 2)
        {
            var value = options[index + 1];
            parsed = options[index] switch
            {
                "--database" => parsed with { Database = value },
                "--rounds" => parsed with { Rounds = int.Parse(value, CultureInfo.InvariantCulture) },
                "--writers" => parsed with { Writers = int.Parse(value, CultureInfo.InvariantCulture) },
                "--mutations" => parsed with { Mutations = int.Parse(value, CultureInfo.InvariantCulture) },
                "--clients" => parsed with { Clients = int.Parse(value, CultureInfo.InvariantCulture) },
                "--issues" => parsed with { Issues = int.Parse(value, CultureInfo.InvariantCulture) },
                "--script" => parsed with { Script = value },
                "--file" => parsed with { File = value },
                var unknown => throw new ArgumentException($"There is no option '{unknown}'.", nameof(options)),
            };
        }

        return parsed;
    }
}
