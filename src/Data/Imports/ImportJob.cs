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
    private const int LongestFileName = 260;

    public ImportFormat Format => Reader.Format;

    public ImportRun NewRun(DateTimeOffset at) =>
        ImportRun.Start(
            Guid.CreateVersion7(at),
            Office,
            Format.Name,
            File.Name.Length <= LongestFileName ? File.Name : File.Name[..LongestFileName],
            File.Hash,
            File.EncodingName,
            at
        );
}
