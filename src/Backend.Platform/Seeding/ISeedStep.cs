namespace Backend.Platform.Seeding;

/// <summary>
/// One module's part of the demo workspace. Steps run in order, each in a scope of its own, through the same entity rules
/// as any write; a step that finds its part there already changes nothing.
/// </summary>
public interface ISeedStep
{
    /// <summary>The place in the order: 10 people, 20 workspace and teams, 30 issues, 40 comments.</summary>
    int Order { get; }

    /// <summary>Brings the module's part.</summary>
    /// <param name="progress">Told of how many things are there.</param>
    /// <param name="cancellationToken">Stops the seeding; what is saved stays and is not repeated.</param>
    Task SeedAsync(IProgress<int> progress, CancellationToken cancellationToken);
}
