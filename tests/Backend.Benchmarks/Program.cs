using Backend.Benchmarks.Engine;
using Backend.Benchmarks.Http;
using Backend.Benchmarks.Viewers;

return args switch
{
    [EngineComparison.Verb, .. var options] => EngineComparison.Run(options),
    [HttpComparison.Verb, .. var options] => await HttpComparison.RunAsync(options),
    [ViewerComparison.Verb] => await ViewerComparison.RunAsync(),
    [AccessComparison.Verb] => await AccessComparison.RunAsync(),
    [BombMeasurement.Verb] => await BombMeasurement.RunAsync(),
    [HttpServers.Verb, var name, .. var options] => await HttpServers.RunAsync(name, options),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Usage: dotnet run -c Release --project tests/Backend.Benchmarks -- engine [--quick] | http [--quick] [--list-only] [--hold] | bombs | viewer | access");
    return 1;
}
