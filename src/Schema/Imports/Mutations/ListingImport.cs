using System.ComponentModel;
using Lintel.Data.Imports;
using Lintel.Domain;
using Lintel.Domain.Imports;
using Lintel.Domain.Organisation;
using Lintel.Schema.Shared.Mutating;

namespace Lintel.Schema.Imports.Mutations;

/// <summary>Reads an uploaded file into listings (capability 2).</summary>
internal sealed class ListingImport(Data.Imports.ListingImport import, StagedFiles uploads)
    : Mutation<ListingImport.ListingImportInput, ImportRun>(
        "listingImport",
        "Reads an uploaded file into listings of an office's stores and answers when it is read; importRuns shows how far it is meanwhile. "
            + "Rows that cannot be taken are in the run's quarantine. It is written in batches: if the connection breaks, send it again and it "
            + "goes on where it stopped. The same file adds nothing twice. Upload first: POST /uploads.",
        ImportAccess.Rows
    )
{
    internal sealed record ListingImportInput : MutationInput
    {
        [Description("The id POST /uploads answered with.")]
        public required string UploadId { get; init; }

        [Description("The file's name, for the record; 1 to 200 characters.")]
        public required string FileName { get; init; }

        [Description("The mapping to read it with, e.g. lianjia-2021.")]
        public required string Format { get; init; }

        [Description("Code of the office whose stores take the listings; null: the caller's own.")]
        public string? OfficeCode { get; init; }
    }

    private const int LongestName = 200;

    public override ApiKeyScopes NeedsScope => ApiKeyScopes.Import;

    /// <summary>A file is committed batch by batch.</summary>
    public override bool OwnsTransactions => true;

    public override IReadOnlyList<Type> Errors =>
        [
            typeof(UnknownFormat),
            typeof(UnknownOffice),
            typeof(NoActiveAgents),
            typeof(EmptyFile),
            typeof(BinaryFile),
            typeof(UnknownEncoding),
            typeof(MalformedFile),
            typeof(MissingColumns),
            typeof(ImportInProgress),
        ];

    protected override async Task<Outcome<Guid>> RunAsync(ListingImportInput input, UseCase use, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(input.FileName))
        {
            return InvalidInput.Required("fileName");
        }

        if (input.FileName.Length > LongestName)
        {
            return InvalidInput.TooLong(LongestName, "fileName");
        }

        if (uploads.Open(use.Viewer.AccountId!.Value, input.UploadId) is not { } content) // access was judged: the viewer has an account
        {
            return NotFound.At("uploadId");
        }

        await using (content)
        {
            // By name: only the built-in mappings, never a path on the server.
            var run = await import.RunAsync(
                new ImportFile(Path.GetFileName(input.FileName), content),
                input.Format,
                input.OfficeCode,
                use.Viewer,
                new ImportOptions { DryRun = input.DryRun },
                cancellationToken: cancellationToken
            );
            return run.Succeeded ? run.Value.Id : run.Errors.ToArray();
        }
    }
}
