using Backend.Platform.Persistence;
using Microsoft.Data.Sqlite;

namespace Backend.Platform.Jobs;

/// <summary>Each worker holds a file open beside the database; whoever can open it as well knows that its holder is gone.</summary>
internal sealed class SqliteWorkerPresence(PersistenceOptions options) : WorkerPresence
{
    private readonly string folder = $"{new SqliteConnectionStringBuilder(options.Database.ConnectionString).DataSource}.workers";
    private FileStream? held;

    protected override Task AppearAsync(CancellationToken cancellationToken)
    {
        if (held is null)
        {
            Directory.CreateDirectory(folder);
            held = new FileStream(PathOf(Number), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }

        return Task.CompletedTask;
    }

    protected override Task LeaveAsync()
    {
        held?.Dispose();
        held = null;
        return Task.CompletedTask;
    }

    protected override Task<IReadOnlySet<int>> FindDeadAsync(IReadOnlyList<int> workers, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlySet<int>>(workers.Where(worker => worker != Number && IsDead(worker)).ToHashSet());

    private bool IsDead(int worker)
    {
        try
        {
            // Deleted with it: nobody asks for a dead worker again, once its jobs are taken back.
            new FileStream(PathOf(worker), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
            return true;
        }
        catch (FileNotFoundException)
        {
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private string PathOf(int worker) => Path.Combine(folder, worker.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
