using Lintel.Domain.Organisation;

namespace Lintel.Domain.Imports;

/// <summary>Where an import stands.</summary>
public enum ImportStatus
{
    Running,
    Completed,
    Failed,
}

/// <summary>One file being read into listings (capability 2). Resumable: <see cref="RowsRead"/> is where to go on.</summary>
public sealed class ImportRun : IPlaced
{
    private ImportRun() { }

    public Guid Id { get; private set; }
    public Guid BrandId { get; private set; }
    public Guid RegionId { get; private set; }
    public Guid FranchiseId { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid? TeamId { get; private set; }

    /// <summary>The office whose stores take the rows: brand, region, franchise, store or team.</summary>
    public Guid OfficeId { get; private set; }
    public string Format { get; private set; } = "";
    public string FileName { get; private set; } = "";

    /// <summary>SHA-256 of the file in lower hex: the same file resumes, it does not start again.</summary>
    public string FileHash { get; private set; } = "";

    /// <summary>Detected encoding, e.g. `utf-8`, `gb18030`.</summary>
    public string Encoding { get; private set; } = "";
    public ImportStatus Status { get; private set; }

    /// <summary>Data rows read so far, the header not counted.</summary>
    public int RowsRead { get; private set; }
    public int RowsAdded { get; private set; }

    /// <summary>Rows whose listing was there already.</summary>
    public int RowsUnchanged { get; private set; }
    public int RowsQuarantined { get; private set; }
    public DateTimeOffset StartedAt { get; private set; }
    public DateTimeOffset? CompletedAt { get; private set; }

    /// <summary>
    /// A run for <paramref name="office"/>. Above the stores the levels below the office stay empty (all zeros):
    /// no viewer's scope matches them, so a store does not see its franchise's run.
    /// </summary>
    public static ImportRun Start(Guid id, Office office, string format, string fileName, string fileHash, string encoding, DateTimeOffset at) =>
        new()
        {
            Id = id,
            BrandId = office.BrandId,
            RegionId = office.RegionId ?? Guid.Empty,
            FranchiseId = office.FranchiseId ?? Guid.Empty,
            StoreId = office.StoreId ?? Guid.Empty,
            TeamId = office.TeamId,
            OfficeId = office.Id,
            Format = format,
            FileName = fileName,
            FileHash = fileHash,
            Encoding = encoding,
            Status = ImportStatus.Running,
            StartedAt = at,
        };

    /// <summary>Counts one committed batch of rows.</summary>
    public void Advance(int read, int added, int unchanged, int quarantined)
    {
        RowsRead += read;
        RowsAdded += added;
        RowsUnchanged += unchanged;
        RowsQuarantined += quarantined;
    }

    public void Complete(DateTimeOffset at)
    {
        Status = ImportStatus.Completed;
        CompletedAt = at;
    }

    public void Fail(DateTimeOffset at)
    {
        Status = ImportStatus.Failed;
        CompletedAt = at;
    }
}

/// <summary>A row that was not taken, with the reason; nothing is dropped silently (capabilities 2 and 5).</summary>
public sealed class QuarantinedRow : IPart
{
    public const int LongestMessage = 1000;

    private QuarantinedRow() { }

    public Guid Id { get; private set; }
    public Guid BrandId { get; private set; }
    public Guid ImportRunId { get; private set; }
    public ImportRun ImportRun { get; private set; } = null!; // EF navigation

    /// <summary>1-based line of the file the row starts on, as an editor shows it; the header is line 1.</summary>
    public int RowNumber { get; private set; }

    /// <summary>Stable code, e.g. `REPEATED_HEADER`, `DUPLICATE_ID`, `SHIFTED_COLUMNS`.</summary>
    public string Code { get; private set; } = "";
    public string Message { get; private set; } = "";

    /// <summary>The column at fault; null when the whole row is.</summary>
    public string? Column { get; private set; }

    /// <summary>The row as it stood in the file, decoded.</summary>
    public string RawText { get; private set; } = "";

    public static QuarantinedRow Create(Guid id, ImportRun run, int rowNumber, string code, string message, string? column, string rawText) =>
        new()
        {
            Id = id,
            BrandId = run.BrandId,
            ImportRunId = run.Id,
            RowNumber = rowNumber,
            Code = code,
            Message = message,
            Column = column,
            RawText = rawText,
        };
}
