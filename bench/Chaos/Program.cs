using System.CommandLine;
using System.Globalization;
using Lintel.Chaos;

// Kills, cuts and restarts under load, and whether anything was lost or came twice; see bench/README.md.
var events = new Argument<int>("EVENTS") { Description = "Mutations to acknowledge.", DefaultValueFactory = _ => 10_000 };
var seed = new Argument<int>("SEED")
{
    Description = "Chooses what goes wrong; any number if none is given.",
    DefaultValueFactory = _ => Random.Shared.Next(1_000_000),
};
var sqlite = new Option<bool>("--sqlite") { Description = "One process on SQLite." };
var kills = new Option<int>("--kills") { Description = "Servers to kill.", DefaultValueFactory = _ => 10 };
var writers = new Option<int>("--writers") { Description = "Writers at a time.", DefaultValueFactory = _ => 64 };
var command = new RootCommand("Kills servers under load and compares what everybody heard with the log.") { events, seed, sqlite, kills, writers };
command.SetAction(
    async (arguments, stop) =>
    {
        // Not a temporary folder of ours alone: PostgreSQL has to get into it, and does not run as root.
        var folder = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"lintel-chaos-{Environment.ProcessId}"));
        var plan = new ChaosPlan
        {
            Folder = folder,
            Events = arguments.GetValue(events),
            Seed = arguments.GetValue(seed),
            OnSqlite = arguments.GetValue(sqlite),
            Kills = arguments.GetValue(kills),
            Writers = arguments.GetValue(writers),
        };
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{(plan.OnSqlite ? "SQLite" : "PostgreSQL")}, {plan.Events} events, seed {plan.Seed}")
        );
        var report = await new ChaosRun(plan).RunAsync(stop);
        foreach (var line in report.Lines)
            Console.WriteLine(line);
        foreach (var difference in report.Differences.Take(20))
            await Console.Error.WriteLineAsync(difference);
        if (report.Differences.Count > 0)
        {
            await Console.Error.WriteLineAsync($"{report.Differences.Count} differences; the servers' logs are in {folder}");
            return 1;
        }

        Directory.Delete(folder, recursive: true);
        return 0;
    }
);
return await command.Parse(args).InvokeAsync();
