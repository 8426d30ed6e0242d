using Backend.Host.Cli;
using Backend.Platform.Errors;
using Microsoft.Extensions.Options;

try
{
    return await CommandLine.Create(args).Parse(args).InvokeAsync(new() { EnableDefaultExceptionHandler = false });
}
catch (ConfigurationException error)
{
    // The message names the key and the fix; a stack trace would bury it.
    await Console.Error.WriteLineAsync(error.Message);
    return 1;
}
catch (OptionsValidationException error)
{
    foreach (var failure in error.Failures)
        await Console.Error.WriteLineAsync(failure);
    return 1;
}
