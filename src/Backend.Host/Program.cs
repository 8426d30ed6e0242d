using Backend.Host.Cli;

return await CommandLine.Create(args).Parse(args).InvokeAsync();
