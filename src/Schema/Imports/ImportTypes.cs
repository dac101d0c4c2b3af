using Lintel.Domain;
using Lintel.Domain.Imports;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Imports;

internal static class ImportAccess
{
    /// <summary>Who brings files in, and looks at what was not taken.</summary>
    public static AccessRule Rows { get; } =
        Allow.StoreManager(Scope.Store)
        | Allow.Director(Scope.Franchise)
        | Allow.PlatformOps(Scope.All)
        | Allow.Partner(Scope.Franchise);
}

internal sealed class ImportRunType : EntityType<ImportRun>
{
    public ImportRunType()
        : base(
            "ImportRun",
            "One file being read into listings 批量导入; resumable, and a second run adds nothing."
        )
    {
        RowsFor(ImportAccess.Rows);
        Node(run => run.Id);
        OrderedBy(("startedAt", true));
        Text("format", run => run.Format, WithRow, "The mapping the file was read with.").Filter();
        Text("fileName", run => run.FileName, WithRow, "The file's name.").Filter();
        Text("encoding", run => run.Encoding, WithRow, "The encoding that was found.");
        Enum<ImportStatus>("status", run => run.Status, WithRow, "Where it stands.").Filter();
        Int("rowsRead", run => run.RowsRead, WithRow, "Data rows read so far.");
        Int("rowsAdded", run => run.RowsAdded, WithRow, "Rows that became listings.");
        Int(
            "rowsUnchanged",
            run => run.RowsUnchanged,
            WithRow,
            "Rows whose listing was there already."
        );
        Int(
            "rowsQuarantined",
            run => run.RowsQuarantined,
            WithRow,
            "Rows that were not taken; see quarantine."
        );
        Instant("startedAt", run => run.StartedAt, WithRow, "When it began.").Filter().Order();
        Instant(
            "completedAt",
            run => run.CompletedAt,
            WithRow,
            "When it ended; null while running."
        );
        Many<QuarantinedRow>(
            "quarantine",
            row => row.ImportRunId,
            WithRow,
            "The rows that were not taken, with the reason."
        );
    }
}

internal sealed class QuarantinedRowType : EntityType<QuarantinedRow>
{
    public QuarantinedRowType()
        : base("QuarantinedRow", "A row of a file that was not taken, with the reason.")
    {
        RowsWith<ImportRun>(row => row.ImportRunId, ImportAccess.Rows);
        Node(row => row.Id);
        OrderedBy(("rowNumber", false));
        Int(
                "rowNumber",
                row => row.RowNumber,
                WithRow,
                "The line of the file it starts on; the header is line 1."
            )
            .Filter()
            .Order();
        Text("code", row => row.Code, WithRow, "Stable reason code.").Filter();
        Text("message", row => row.Message, WithRow, "What is wrong, in a sentence.");
        Text("column", row => row.Column, WithRow, "The column at fault; null: the whole row.")
            .Filter();
        Text("rawText", row => row.RawText, WithRow, "The row as it stood in the file.");
    }
}
