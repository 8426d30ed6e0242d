using Microsoft.Extensions.Options;

namespace Backend.Modules.Workspaces.Workspaces;

/// <summary>How workspaces are handled, set as <c>Backend:Workspaces</c>.</summary>
internal sealed record WorkspaceOptions
{
    /// <summary>How many days a workspace that is to be deleted stays.</summary>
    public int DeletionGraceDays { get; init; } = 30;
}

/// <summary>Refuses to start with a grace that makes no sense.</summary>
internal sealed class WorkspaceOptionsValidator : IValidateOptions<WorkspaceOptions>
{
    private const int Longest = 3_650;

    public ValidateOptionsResult Validate(string? name, WorkspaceOptions options) => options.DeletionGraceDays is >= 0 and <= Longest
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"Backend__Workspaces__DeletionGraceDays is {options.DeletionGraceDays}. Set it to 0 to {Longest} days; 0 deletes with the next run.");
}
