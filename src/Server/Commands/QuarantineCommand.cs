using System.CommandLine;
using Lintel.Data;
using Lintel.Data.Imports;
using Lintel.Domain.Imports;
using Lintel.Server.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Server.Commands;

/// <summary><c>import quarantine list|export RUN</c>: the rows an import set aside, to read or as CSV.</summary>
internal static class QuarantineCommand
{
    public static Command Create()
    {
        var listed = new Argument<Guid>("RUN") { Description = "Id of the import." };
        var list = new Command("list", "Print the rows an import set aside, with reasons.") { listed };
        list.SetAction((line, stop) => ListAsync(line.GetValue(listed), stop));

        var exported = new Argument<Guid>("RUN") { Description = "Id of the import." };
        var export = new Command("export", "Write them as CSV to standard output.") { exported };
        export.SetAction((line, stop) => ExportAsync(line.GetValue(exported), stop));

        return new Command("quarantine", "The rows an import set aside.") { list, export };
    }

    public static void Print(TextWriter output, QuarantinedRow row) =>
        output.WriteLine($"row {row.RowNumber}: {row.Code}{(row.Column is null ? "" : $" ({row.Column})")}: {row.Message}");

    private static async Task<int> ListAsync(Guid run, CancellationToken stop)
    {
        await using var app = LintelHost.Create();
        var contexts = app.Services.GetRequiredService<IDbContextFactory<LintelDbContext>>();
        await using var db = await contexts.CreateDbContextAsync(stop);
        if (!await db.ImportRuns.AnyAsync(known => known.Id == run, stop))
            return Unknown(run);

        var rows = db.QuarantinedRows.AsNoTracking().Where(row => row.ImportRunId == run).OrderBy(row => row.RowNumber).AsAsyncEnumerable();
        await foreach (var row in rows.WithCancellation(stop))
            Print(Console.Out, row);
        return 0;
    }

    private static async Task<int> ExportAsync(Guid run, CancellationToken stop)
    {
        await using var app = LintelHost.Create();
        var contexts = app.Services.GetRequiredService<IDbContextFactory<LintelDbContext>>();
        await using (var db = await contexts.CreateDbContextAsync(stop))
        {
            if (!await db.ImportRuns.AnyAsync(known => known.Id == run, stop))
                return Unknown(run);
        }

        await using var output = Console.OpenStandardOutput();
        await app.Services.GetRequiredService<QuarantineExport>().WriteAsync(run, output, stop);
        return 0;
    }

    private static int Unknown(Guid run)
    {
        Console.Error.WriteLine($"There is no import {run}.");
        return 1;
    }
}
