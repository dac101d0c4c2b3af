using System.CommandLine;
using Lintel.Data;
using Lintel.EventLog;
using Lintel.Reads;
using Npgsql;

// Commits under many writers, how long they wait for each other, and how far a reader is behind; see bench/README.md.
var data = new Option<string>("--data")
{
    Description = "Folder of the databases, kept.",
    DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "lintel-bench-data"),
};
var writers = new Option<int>("--writers") { Description = "Writers at once.", DefaultValueFactory = _ => 64 };
var seconds = new Option<int>("--seconds") { Description = "Seconds of one measurement.", DefaultValueFactory = _ => 10 };
var command = new RootCommand("The event log under many writers.") { data, writers, seconds };
command.SetAction(
    async (arguments, stop) =>
    {
        var folder = Path.GetFullPath(arguments.GetRequiredValue(data));
        var (count, length) = (arguments.GetValue(writers), TimeSpan.FromSeconds(arguments.GetValue(seconds)));
        Directory.CreateDirectory(folder);
        Console.WriteLine(WriterRun.Head);
        await using var cluster = await PostgresCluster.StartAsync(folder, stop);
        foreach (var brands in new[] { 1, 8 })
        {
            var name = $"lintel_event_log_{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
            var options = new DatabaseOptions { Provider = DatabaseProvider.Postgres, ConnectionString = cluster.Connection(name) };
            await using (var way = await LintelWay.CreateAsync(options, brands, stop))
            {
                Console.WriteLine(await WriterRun.RunAsync("PostgreSQL", way, count, brands, length, stop));
            }

            await using (var source = NpgsqlDataSource.Create(cluster.Connection(name) + ";Max Auto Prepare=50;Auto Prepare Min Usages=2"))
            {
                Guid[] ids = [.. Enumerable.Range(0, brands).Select(_ => Guid.CreateVersion7(TimeProvider.System.GetUtcNow()))];
                await BenchTables.CreateAsync(source, ids, stop);
                Console.WriteLine(await WriterRun.RunAsync("PostgreSQL", new ApartWay(source, ids), count, brands, length, stop));
                Console.WriteLine(await WriterRun.RunAsync("PostgreSQL", new HorizonWay(source, ids), count, brands, length, stop));
            }

            NpgsqlConnection.ClearAllPools();
            await cluster.ExecuteAsync("postgres", $"DROP DATABASE {name} WITH (FORCE)", stop);
        }

        var file = Path.Combine(folder, $"event-log-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}.db");
        await using (var way = await LintelWay.CreateAsync(new DatabaseOptions { ConnectionString = $"Data Source={file}" }, 1, stop))
        {
            Console.WriteLine(await WriterRun.RunAsync("SQLite", way, count, 1, length, stop));
        }

        foreach (var left in Directory.GetFiles(folder, Path.GetFileName(file) + "*"))
        {
            File.Delete(left);
        }
    }
);
return await command.Parse(args).InvokeAsync();
