using Backend.Host.Cli;
using Backend.Platform.Errors;

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
