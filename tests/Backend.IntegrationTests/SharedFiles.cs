namespace Backend.IntegrationTests;

/// <summary>Finds the folder of acceptance operations and real data that may lie beside the repository.</summary>
internal static class SharedFiles
{
    /// <summary>The repository's root.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>A file of the shared folder; null where it is not there.</summary>
    public static string? Find(string path)
    {
        var full = Path.Combine(Path.GetDirectoryName(Repository)!, "shared", path);
        return File.Exists(full) ? full : null;
    }

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Backend.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        return folder.FullName;
    }
}
