using System.Runtime.Versioning;

namespace Backend.Host.Cli.Doctor;

/// <summary>Whether the data directory can be written, and is nobody else's to read or change.</summary>
internal static class DataFiles
{
    private const string About = "files";
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
    private const UnixFileMode Writers = UnixFileMode.OtherWrite | UnixFileMode.GroupWrite;

    public static IEnumerable<Finding> Look(DataDirectory data)
    {
        if (!Directory.Exists(data.Path))
        {
            yield return Finding.Note(About, $"{data.Path} is not there yet: the server makes it when it starts. See Backend__DataDirectory.");
            yield break;
        }

        yield return IsWritable(data.Path)
            ? Finding.Good(About, $"{data.Path} can be written.")
            : Finding.Bad(About, $"{data.Path} cannot be written: give it to the server's account, or set Backend__DataDirectory.");
        if (!OperatingSystem.IsWindows())
        {
            foreach (var finding in LookAtModes(data.Path))
                yield return finding;
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static IEnumerable<Finding> LookAtModes(string folder)
    {
        var open = new List<string>();
        foreach (var path in Directory.EnumerateFileSystemEntries(folder).Prepend(folder))
        {
            if ((File.GetUnixFileMode(path) & Writers) != UnixFileMode.None)
                open.Add(path);
        }

        if (open.Count > 0)
            yield return Finding.Bad(About, $"others may change {string.Join(", ", open)}: take that from them with 'chmod go-w'.");
        if ((File.GetUnixFileMode(folder) & Others) == Others)
            yield return Finding.Note(About, $"others on this machine may read {folder}: 'chmod 700' keeps them out.");
    }

    private static bool IsWritable(string folder)
    {
        try
        {
            using var probe = new FileStream(Path.Combine(folder, $".doctor-{Environment.ProcessId}"), FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
