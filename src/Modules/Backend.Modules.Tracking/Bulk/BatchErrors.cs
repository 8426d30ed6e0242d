using System.Globalization;
using Backend.GraphQL;
using Backend.Platform.Errors;

namespace Backend.Modules.Tracking.Bulk;

/// <summary>Gathers what stands in the way of the items of a batch, each with the place of its item in the input.</summary>
/// <param name="list">The input's list, such as <c>issues</c>.</param>
internal sealed class BatchErrors(string list)
{
    private readonly List<IError> errors = [];

    public IReadOnlyList<IError> All => errors;

    /// <summary>How many items failed; one may have several errors.</summary>
    public int Failed { get; private set; }

    /// <summary>Does something for an item, or notes why it cannot be done.</summary>
    /// <returns>Whether it was done.</returns>
    public bool Try(int index, Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (ValidationFailedException error)
        {
            errors.AddRange(error.Failures.Select(failure => new ValidationError(failure.Message, Path(index, failure.Path))));
        }
        catch (NotFoundException error)
        {
            errors.Add(new NotFoundError(error.Message, Path(index, error.Path)));
        }

        Failed++;
        return false;
    }

    /// <exception cref="MutationErrorsException">Something failed, and nothing is to be done then.</exception>
    public void Apply(BatchErrorPolicy policy)
    {
        if (errors.Count > 0 && policy == BatchErrorPolicy.RejectAll)
            throw new MutationErrorsException(errors);
    }

    /// <summary>Does a part of a batch for a job, which has one error to tell.</summary>
    /// <exception cref="ValidationFailedException">Something failed, and nothing is to be done then.</exception>
    public static async Task<IssueBatch> ForJobAsync(Func<Task<IssueBatch>> part)
    {
        try
        {
            return await part();
        }
        catch (MutationErrorsException refused)
        {
            throw new ValidationFailedException(
                [.. refused.Errors.Take(10).Select(error => new ValidationFailure($"{string.Join('.', error.Path.Skip(1))}: {error.Message}", error.Path))]);
        }
    }

    // ["input", "title"] is ["input", "issues", "3", "title"] here.
    private string[] Path(int index, IReadOnlyList<string> path) =>
        ["input", list, index.ToString(CultureInfo.InvariantCulture), .. path.Skip(1)];
}
