using System.CommandLine;
using Lintel.ImportGolden;

// Imports a real file into a fresh database and compares every stored value with its golden file.
var raw = new Argument<FileInfo>("raw") { Description = "The file to import." };
var golden = new Argument<FileInfo>("golden") { Description = "Its normalised values." };
var format = new Option<string>("--format") { Description = "lianjia-2021 or lianjia-heat-2018", Required = true };
var communities = new Option<FileInfo?>("--communities") { Description = "Dictionary of communities to import first." };
var postgres = new Option<string?>("--postgres")
{
    Description = "Connection string of a PostgreSQL server where a database may be created; without it: SQLite.",
};
var command = new RootCommand("Compares an import with its golden file, value by value.") { raw, golden, format, communities, postgres };
command.SetAction(
    async (arguments, cancellationToken) =>
    {
        await using var database = await FreshDatabase.CreateAsync(arguments.GetValue(postgres), cancellationToken);
        var comparison = new GoldenComparison(
            database,
            arguments.GetRequiredValue(raw).FullName,
            arguments.GetRequiredValue(golden).FullName,
            arguments.GetRequiredValue(format),
            arguments.GetValue(communities)?.FullName
        );
        return await comparison.RunAsync(cancellationToken) ? 0 : 1;
    }
);
return await command.Parse(args).InvokeAsync();
