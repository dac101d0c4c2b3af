using Lintel.Domain;
using Lintel.Domain.Imports;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Imports;

internal static class ImportAccess
{
    /// <summary>Who brings files in, and looks at what was not taken.</summary>
    public static AccessRule Rows { get; } =
        Allow.StoreManager(Scope.Store) | Allow.Director(Scope.Franchise) | Allow.PlatformOps(Scope.All) | Allow.Partner(Scope.Franchise);
}

internal sealed class ImportRunType : EntityType<ImportRun>
{
    public ImportRunType()
        : base("ImportRun", "One file being read into listings 批量导入; resumable, and a second run adds nothing.")
    {
        RowsFor(ImportAccess.Rows);
        Node(r => r.Id);
        OrderedBy(("startedAt", true));
        Text("format", r => r.Format, WithRow, "The mapping the file was read with.").Filter();
        Text("fileName", r => r.FileName, WithRow, "The file's name.").Filter();
        Text("encoding", r => r.Encoding, WithRow, "The encoding that was found.");
        Enum<ImportStatus>("status", r => r.Status, WithRow, "Where it stands.").Filter();
        Int("rowsRead", r => r.RowsRead, WithRow, "Data rows read so far.");
        Int("rowsAdded", r => r.RowsAdded, WithRow, "Rows that became listings.");
        Int("rowsUnchanged", r => r.RowsUnchanged, WithRow, "Rows whose listing was there already.");
        Int("rowsQuarantined", r => r.RowsQuarantined, WithRow, "Rows that were not taken; see quarantine.");
        Instant("startedAt", r => r.StartedAt, WithRow, "When it began.").Filter().Order();
        Instant("completedAt", r => r.CompletedAt, WithRow, "When it ended; null while running.");
        Many<QuarantinedRow>("quarantine", r => r.ImportRunId, WithRow, "The rows that were not taken, with the reason.");
    }
}

internal sealed class QuarantinedRowType : EntityType<QuarantinedRow>
{
    public QuarantinedRowType()
        : base("QuarantinedRow", "A row of a file that was not taken, with the reason.")
    {
        RowsWith<ImportRun>(r => r.ImportRunId, ImportAccess.Rows);
        Node(r => r.Id);
        OrderedBy(("rowNumber", false));
        Int("rowNumber", r => r.RowNumber, WithRow, "The line of the file it starts on; the header is line 1.").Filter().Order();
        Text("code", r => r.Code, WithRow, "Stable reason code.").Filter();
        Text("message", r => r.Message, WithRow, "What is wrong, in a sentence.");
        Text("column", r => r.Column, WithRow, "The column at fault; null: the whole row.").Filter();
        Text("rawText", r => r.RawText, WithRow, "The row as it stood in the file.");
    }
}
