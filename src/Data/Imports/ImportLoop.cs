using System.Data.Common;
using Lintel.Domain;
using Lintel.Domain.Imports;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data.Imports;

/// <summary>
/// Takes a file through a writer batch by batch. A batch and the run's count of rows are one transaction, so wherever an
/// import stops, the next one goes on with the first row that is not stored.
/// </summary>
internal sealed class ImportLoop(IDbContextFactory<LintelDbContext> databases, DatabaseDialect dialect, TimeProvider clock)
{
    // A row somebody else stores at the same moment is found by the next attempt.
    private const int MostAttempts = 5;

    /// <summary>Fewer rows than these change nothing in how a database plans that it would not notice by itself in time.</summary>
    private const int ManyRows = 500;

    public async Task<Outcome<ImportRun>> RunAsync(ImportJob job, CancellationToken cancellationToken)
    {
        var run = job.Options.DryRun ? job.NewRun(clock.GetUtcNow()) : await FindOrStartAsync(job, cancellationToken);
        var pace = new ImportPace(clock, run.RowsRead, job.File.RowCount);
        var batches = new BatchReader(job.File, job.Reader, job.Options.BatchSize);
        foreach (var batch in batches.After(run.RowsRead))
        {
            var advanced = job.Options.DryRun
                ? await RehearseAsync(job, run, batch, cancellationToken)
                : await StoreAsync(job, run, batch, cancellationToken);
            if (advanced is null)
            {
                return new ImportInProgress(run.Id);
            }

            run = advanced;
            job.Progress?.Report(pace.At(run.RowsRead));
        }

        if (!job.Options.DryRun && run.RowsAdded >= ManyRows)
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            await db.AnalyzeAsync(cancellationToken);
        }

        return run;
    }

    private async Task<ImportRun> FindOrStartAsync(ImportJob job, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var unfinished = await db
            .ImportRuns.AsNoTracking()
            .Where(run =>
                run.OfficeId == job.Office.Id && run.FileHash == job.File.Hash && run.Format == job.Format.Name && run.Status == ImportStatus.Running
            )
            .OrderBy(run => run.StartedAt)
            .FirstOrDefaultAsync(cancellationToken);
        if (unfinished is not null)
        {
            return unfinished;
        }

        var started = job.NewRun(clock.GetUtcNow());
        await using var transaction = await db.BeginWriteAsync(job.Office.BrandId, cancellationToken);
        db.ImportRuns.Add(started);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return started;
    }

    /// <summary>Does everything but saving.</summary>
    private async Task<ImportRun> RehearseAsync(ImportJob job, ImportRun run, RowBatch batch, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var plan = await job.Writer.PlanAsync(db, run, Facts(batch), cancellationToken);
        Report(job, Conclude(run, batch, plan));
        return run;
    }

    /// <summary>Stores a batch; null when somebody else is at the same run.</summary>
    private async Task<ImportRun?> StoreAsync(ImportJob job, ImportRun run, RowBatch batch, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await StoreOnceAsync(job, run, batch, cancellationToken);
            }
            catch (Exception error) when (attempt < MostAttempts && MayPassNextTime(error))
            {
                job.Writer.Discarded();
            }
        }
    }

    /// <summary>Somebody stored the same row or community at this moment, or both waited for each other.</summary>
    private bool MayPassNextTime(Exception error)
    {
        var inner = error;
        while (inner is not null and not DbException)
        {
            inner = inner.InnerException;
        }

        return dialect.IsUniqueViolation(error) || inner is DbException { IsTransient: true };
    }

    private async Task<ImportRun?> StoreOnceAsync(ImportJob job, ImportRun before, RowBatch batch, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(job.Office.BrandId, cancellationToken);

        // Locks the run, and sees whether it still stands where this import left it.
        var mine = await db
            .ImportRuns.Where(run => run.Id == before.Id && run.RowsRead == before.RowsRead && run.Status == ImportStatus.Running)
            .ExecuteUpdateAsync(set => set.SetProperty(run => run.Status, ImportStatus.Running), cancellationToken);
        if (mine == 0)
        {
            return null;
        }

        var run = await db.ImportRuns.SingleAsync(candidate => candidate.Id == before.Id, cancellationToken);
        var plan = await job.Writer.PlanAsync(db, run, Facts(batch), cancellationToken);
        await plan.StoreAsync(db, cancellationToken);
        var quarantined = Conclude(run, batch, plan);
        db.QuarantinedRows.AddRange(quarantined);
        await db.CommitAsync(transaction, clock.GetUtcNow(), cancellationToken);
        Report(job, quarantined);
        return run;
    }

    /// <summary>Counts the batch on the run and gives the rows to set aside, in the order of the file.</summary>
    private List<QuarantinedRow> Conclude(ImportRun run, RowBatch batch, BatchPlan plan)
    {
        var now = clock.GetUtcNow();
        var rejected = plan.Rejected.Select(entry => (batch.Good[entry.Index].Source, entry.Problem));
        var quarantined = batch
            .Bad.Concat(rejected)
            .OrderBy(entry => entry.Source.LineNumber)
            .Select(entry =>
                QuarantinedRow.Create(
                    Guid.CreateVersion7(now),
                    run,
                    entry.Source.LineNumber,
                    entry.Problem.Code,
                    Shortened(entry.Problem.Message),
                    entry.Problem.Column,
                    entry.Source.RawText
                )
            )
            .ToList();
        run.Advance(batch.RowsRead, plan.Added, plan.Unchanged, quarantined.Count);
        if (batch.IsLast)
        {
            run.Complete(now);
        }

        return quarantined;
    }

    private static List<FactSheet> Facts(RowBatch batch) => [.. batch.Good.Select(row => row.Facts)];

    private static string Shortened(string message) =>
        message.Length <= QuarantinedRow.LongestMessage ? message : message[..QuarantinedRow.LongestMessage];

    private static void Report(ImportJob job, List<QuarantinedRow> rows)
    {
        if (job.Quarantined is { } report)
        {
            rows.ForEach(report);
        }
    }
}
