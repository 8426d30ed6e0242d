using Microsoft.Extensions.Options;

namespace Backend.Modules.DataExchange.Imports;

/// <summary>Bounds of imports, set as <c>Backend:Imports</c>.</summary>
internal sealed class ImportOptions
{
    /// <summary>How long a file may be, in bytes.</summary>
    public int MaxFileBytes { get; set; } = 256 * 1024 * 1024;

    /// <summary>How many rows are written in one transaction.</summary>
    public int BatchSize { get; set; } = 500;

    /// <summary>How long the file of an import is kept that was never brought to its end.</summary>
    public TimeSpan KeepFiles { get; set; } = TimeSpan.FromDays(30);
}

internal sealed class ImportOptionsValidator : IValidateOptions<ImportOptions>
{
    public ValidateOptionsResult Validate(string? name, ImportOptions options)
    {
        var failures = new List<string>();
        if (options.MaxFileBytes is < 1024 or > 1024 * 1024 * 1024)
            failures.Add($"Backend__Imports__MaxFileBytes is {options.MaxFileBytes}: give it 1024 to 1073741824.");
        if (options.BatchSize is < 1 or > 5_000)
            failures.Add($"Backend__Imports__BatchSize is {options.BatchSize}: give it 1 to 5000.");
        if (options.KeepFiles < TimeSpan.FromHours(1))
            failures.Add($"Backend__Imports__KeepFiles is {options.KeepFiles}: give it at least 01:00:00.");
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }
}
