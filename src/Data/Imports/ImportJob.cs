using Lintel.Domain.Imports;
using Lintel.Domain.Organisation;

namespace Lintel.Data.Imports;

/// <summary>One file on its way into one office.</summary>
internal sealed record ImportJob(
    SourceFile File,
    FormatReader Reader,
    Office Office,
    RowWriter Writer,
    ImportOptions Options,
    Action<QuarantinedRow>? Quarantined,
    IProgress<ImportProgress>? Progress
)
{
    public ImportFormat Format => Reader.Format;

    public ImportRun NewRun(DateTimeOffset at) =>
        ImportRun.Start(
            Guid.CreateVersion7(at),
            Office,
            Format.Name,
            File.Name,
            File.Hash,
            File.EncodingName,
            at
        );
}
