using System.CommandLine;
using Lintel.Data.Imports;
using Lintel.Domain;
using Lintel.Domain.Imports;
using Lintel.Server.Hosting;

namespace Lintel.Server.Commands;

/// <summary><c>import listings|communities FILE --format F</c>, and the rows that were set aside.</summary>
internal static class ImportCommand
{
    public static Command Create() =>
        new("import", "Bring files of listings or communities into an office.")
        {
            Kind("listings", "Import a file of listings (CSV).", ImportKind.Listings),
            Kind("communities", "Import a dictionary of communities (CSV).", ImportKind.Communities),
            QuarantineCommand.Create(),
        };

    private static Command Kind(string name, string description, ImportKind kind)
    {
        var formats = ImportFormats.BuiltIn.All.Where(known => known.Kind == kind);
        var file = new Argument<FileInfo>("FILE") { Description = "The file to read." };
        file.AcceptExistingOnly();
        var format = new Option<string>("--format")
        {
            Description = $"One of {string.Join(", ", formats.Select(known => known.Name))}, or the path of a mapping file.",
            Required = true,
        };
        var office = new Option<string?>("--office") { Description = "Code of the office whose stores take the rows. Default: the whole brand." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Read and check everything, write nothing." };
        var command = new Command(name, description) { file, format, office, dryRun };
        command.SetAction(
            (line, stop) =>
                RunAsync(
                    line.GetRequiredValue(file),
                    kind,
                    line.GetRequiredValue(format),
                    line.GetValue(office),
                    new ImportOptions { DryRun = line.GetValue(dryRun) },
                    stop
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        FileInfo file,
        ImportKind kind,
        string formatName,
        string? office,
        ImportOptions options,
        CancellationToken stop
    )
    {
        var format = formatName.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            ? ImportFormats.Load(formatName)
            : ImportFormats.BuiltIn.Find(formatName);
        if (!format.Succeeded)
            return Refused(format.Errors);
        if (format.Value.Kind != kind)
            return Refused([InvalidInput.Malformed($"a format of {kind}", "--format")]);

        await using var app = LintelHost.Create();
        await app.Services.GetRequiredService<DatabasePreparation>().BeforeServingAsync(Console.Error.WriteLine, stop);
        var operatorOf = await app.Services.GetRequiredService<LocalOperator>().ViewerAsync(office, stop);
        if (operatorOf is null)
            return Refused([new UnknownOffice(office)]);

        var progress = new ImportProgressLine(Console.Error, !Console.IsErrorRedirected);
        await using var content = file.OpenRead();
        var outcome = await app
            .Services.GetRequiredService<ListingImport>()
            .RunAsync(
                new ImportFile(file.Name, content),
                format.Value,
                office,
                operatorOf,
                options,
                progress,
                row => QuarantineCommand.Print(Console.Out, row),
                stop
            );
        progress.Finish();
        return outcome.Succeeded ? Report(outcome.Value, options) : Refused(outcome.Errors);
    }

    private static int Report(ImportRun run, ImportOptions options)
    {
        Console.WriteLine(
            $"{run.FileName} ({run.Encoding}): {run.RowsRead} rows read, {run.RowsAdded} added, "
                + $"{run.RowsUnchanged} unchanged, {run.RowsQuarantined} quarantined."
        );
        Console.WriteLine(options.DryRun ? "Dry run: nothing was written." : $"Rows set aside: lintel import quarantine list {run.Id}");
        return 0;
    }

    private static int Refused(IEnumerable<UserError> errors)
    {
        foreach (var error in errors)
            Console.Error.WriteLine($"{error.Code}: {error.Message}");
        return 1;
    }
}
