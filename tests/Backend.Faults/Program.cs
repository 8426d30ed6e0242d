using Backend.Faults;
using Backend.Faults.Live;
using Backend.Faults.Webhooks;

return args switch
{
    ["serve", .. var options] => await FaultServer.RunAsync(options),
    ["kill9", .. var options] => await KillRounds.RunAsync(FaultOptions.Parse(options)),
    ["writers", .. var options] => await ManyWriters.RunAsync(FaultOptions.Parse(options)),
    ["live", .. var options] => await LiveRun.RunAsync(FaultOptions.Parse(options)),
    ["fanout", .. var options] => await FanOut.RunAsync(FaultOptions.Parse(options)),
    ["pages", .. var options] => await PageLoad.RunAsync(FaultOptions.Parse(options)),
    ["webhooks", .. var options] => await WebhookRun.RunAsync(FaultOptions.Parse(options)),
    ["import", .. var options] => await ImportKills.RunAsync(FaultOptions.Parse(options)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Usage: kill9 | writers | import | live | fanout | pages | webhooks [--database CONNECTION] [--rounds N] [--writers N] [--mutations N] [--clients N] [--issues N] [--file CSV] [--script MJS]; the scripts in tests/faults call it.");
    return 1;
}
