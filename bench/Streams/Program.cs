using System.CommandLine;
using System.Globalization;
using System.Text;
using Lintel.Reads;
using Lintel.Streams;

// What is promised of streams of events, each on a server of its own; see bench/README.md.
var count = new Option<int>("--subscribers") { Description = "Subscribers of the large measures.", DefaultValueFactory = _ => 10_000 };
var seconds = new Option<int>("--seconds") { Description = "Seconds of steady events.", DefaultValueFactory = _ => 60 };
var only = new Option<string[]>("--only")
{
    Description = "idle, steady, classes, slow, webhooks, access; all if none is given.",
    AllowMultipleArgumentsPerToken = true,
};
var history = new Option<string?>("--history") { Description = "File that gets the result on top, e.g. bench/RESULTS.md." };
var command = new RootCommand("Streams of events: memory, delay, sharing, slow readers, poison endpoints, changes of access.")
{
    count,
    seconds,
    only,
    history,
};
command.SetAction(
    async (arguments, stop) =>
    {
        List<IMeasure> all =
        [
            new IdleSubscribers(arguments.GetValue(count)),
            new SteadyEvents(arguments.GetValue(count) / 10, TimeSpan.FromSeconds(arguments.GetValue(seconds))),
            new AccessClasses(arguments.GetValue(count)),
            new SlowReader(),
            new PoisonWebhooks(),
            new AccessChanges(),
        ];
        var names = arguments.GetValue(only) is { Length: > 0 } chosen ? chosen : [.. all.Select(measure => measure.Name)];
        var table = new StringBuilder("| | measured | bound | holds |\n|---|---|---|---|\n");
        var holds = true;
        foreach (var measure in all.Where(measure => names.Contains(measure.Name, StringComparer.Ordinal)))
        {
            var folder = Path.Combine(
                Path.GetTempPath(),
                string.Create(CultureInfo.InvariantCulture, $"lintel-streams-{Environment.ProcessId}-{measure.Name}")
            );
            await using (var stage = await Stage.StartAsync(folder, stop))
            {
                foreach (var bound in await measure.RunAsync(stage, stop))
                {
                    Console.WriteLine(bound.ToRow());
                    table.AppendLine(bound.ToRow());
                    holds &= bound.Holds;
                }
            }

            Directory.Delete(folder, recursive: true);
        }

        if (arguments.GetValue(history) is { } file)
        {
            const string how =
                "`bench/streams`: each on a server of its own in Production on PostgreSQL, metrics on; the subscribers on the same cores.";
            await History.KeepAsync(file, "streams of events", how, table.ToString(), stop);
        }

        return holds ? 0 : 1;
    }
);
return await command.Parse(args).InvokeAsync();
