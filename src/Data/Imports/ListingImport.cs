using Lintel.Domain;
using Lintel.Domain.Imports;
using Lintel.Domain.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data.Imports;

/// <summary>
/// Brings a file of listings, or a dictionary of communities, into an office (capabilities 2, 3 and 5). Good rows are stored
/// in batches; every other row stands in the quarantine with its line and the reason. The same file imported again adds
/// nothing; an import that was interrupted goes on where it stopped.
/// </summary>
public sealed class ListingImport(IDbContextFactory<LintelDbContext> databases, DatabaseDialect dialect, TimeProvider clock)
{
    /// <summary>Imports a file in one of the built-in formats (<see cref="ImportFormats.BuiltIn"/>).</summary>
    /// <inheritdoc cref="RunAsync(ImportFile, ImportFormat, string?, Viewer, ImportOptions, IProgress{ImportProgress}?, Action{QuarantinedRow}?, CancellationToken)"/>
    public async Task<Outcome<ImportRun>> RunAsync(
        ImportFile file,
        string format,
        string? officeCode,
        Viewer actor,
        ImportOptions? options = null,
        IProgress<ImportProgress>? progress = null,
        Action<QuarantinedRow>? quarantined = null,
        CancellationToken cancellationToken = default
    )
    {
        var known = ImportFormats.BuiltIn.Find(format);
        return known.Succeeded
            ? await RunAsync(file, known.Value, officeCode, actor, options, progress, quarantined, cancellationToken)
            : (UserError[])[.. known.Errors];
    }

    /// <summary>Imports a file.</summary>
    /// <param name="file">The file; its stream stays open.</param>
    /// <param name="format">How its columns map to facts.</param>
    /// <param name="officeCode">The office whose stores take the listings; null: the actor's own.</param>
    /// <param name="actor">Who imports. The caller has checked that the role may; the place in the tree is checked here.</param>
    /// <param name="options">Batch size and dry run; null for the defaults.</param>
    /// <param name="progress">Told after every batch.</param>
    /// <param name="quarantined">Told of every row set aside, after its batch is stored; in a dry run as well.</param>
    /// <param name="cancellationToken">Stops between two statements; stored batches stay, and the next run goes on after them.</param>
    /// <returns>
    /// The completed run (in a dry run: one that is not stored). Refusals, before anything is written: <see cref="UnknownFormat"/>,
    /// <see cref="UnknownOffice"/>, <see cref="NoActiveAgents"/>, <see cref="EmptyFile"/>, <see cref="BinaryFile"/>,
    /// <see cref="UnknownEncoding"/>, <see cref="MalformedFile"/>, <see cref="MissingColumns"/>, <see cref="ImportInProgress"/>.
    /// </returns>
    public async Task<Outcome<ImportRun>> RunAsync(
        ImportFile file,
        ImportFormat format,
        string? officeCode,
        Viewer actor,
        ImportOptions? options = null,
        IProgress<ImportProgress>? progress = null,
        Action<QuarantinedRow>? quarantined = null,
        CancellationToken cancellationToken = default
    )
    {
        var compiled = FormatReader.Compile(format);
        if (!compiled.Succeeded)
        {
            return (UserError[])[.. compiled.Errors];
        }

        var reader = compiled.Value;
        var target = await TargetAsync(reader, officeCode, actor, cancellationToken);
        if (!target.Succeeded)
        {
            return (UserError[])[.. target.Errors];
        }

        var opened = await SourceFile.OpenAsync(file, format.Delimiter[0], reader.Columns, cancellationToken);
        if (!opened.Succeeded)
        {
            return (UserError[])[.. opened.Errors];
        }

        await using var source = opened.Value;
        var job = new ImportJob(source, reader, target.Value.Office, target.Value.Writer, options ?? new(), quarantined, progress);
        return await new ImportLoop(databases, dialect, clock).RunAsync(job, cancellationToken);
    }

    private async Task<Outcome<(Office Office, RowWriter Writer)>> TargetAsync(
        FormatReader reader,
        string? officeCode,
        Viewer actor,
        CancellationToken cancellationToken
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var office = await TargetOffice.FindAsync(db, officeCode, actor, cancellationToken);
        if (!office.Succeeded)
        {
            return (UserError[])[.. office.Errors];
        }

        if (reader.Format.Kind == ImportKind.Communities)
        {
            return (office.Value, new CommunityWriter(reader.Format, clock));
        }

        var rota = await TargetOffice.RotaAsync(db, office.Value, cancellationToken);
        return rota.IsEmpty ? new NoActiveAgents(office.Value.Code) : (office.Value, new ListingWriter(reader, rota, actor, clock));
    }
}
