namespace Backend.Platform.Jobs;

/// <summary>Work that is done after the mutation that asked for it, by a worker; at least tried once, its effect there once.</summary>
/// <typeparam name="TArguments">What it is told, kept as JSON: ids rather than what they stand for, and no secrets.</typeparam>
public interface IJob<in TArguments>
{
    /// <summary>
    /// Does the work through the scope's <c>BackendDbContext</c>, whose changes are saved with the record that the job is done.
    /// An exception undoes them; the job is tried again by its policy. One that says that the input is wrong ends it at once.
    /// </summary>
    Task ExecuteAsync(TArguments arguments, JobContext context, CancellationToken cancellationToken);
}
