namespace Backend.Host;

/// <summary>Where the server keeps what must outlive it: keys, and on the embedded default the database and files.</summary>
/// <param name="Path">The absolute path.</param>
internal sealed record DataDirectory(string Path)
{
    /// <summary>The configuration key; relative paths count from the content root.</summary>
    public const string Key = "Backend:DataDirectory";

    public static DataDirectory From(IConfiguration configuration, IHostEnvironment environment) =>
        new(System.IO.Path.GetFullPath(configuration[Key] is { Length: > 0 } path ? path : "data", environment.ContentRootPath));

    /// <summary>The path of a file or folder in the directory.</summary>
    public string Combine(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Creates a folder that only the server's own account may read, because keys are kept in it.</summary>
    public DirectoryInfo CreatePrivateFolder(string name)
    {
        Directory.CreateDirectory(Path);
        return OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(Combine(name))
            : Directory.CreateDirectory(Combine(name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
