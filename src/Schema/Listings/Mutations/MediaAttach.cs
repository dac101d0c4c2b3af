using System.ComponentModel;
using Lintel.Domain;
using Lintel.Domain.Listings;
using Lintel.Schema.Shared.Mutating;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Listings.Mutations;

/// <summary>Makes a file that was sent part of its listing (capability 7): the last of three steps.</summary>
internal sealed class MediaAttach()
    : Mutation<MediaAttach.MediaAttachInput, Media>(
        "mediaAttach",
        "Makes a file that was announced by mediaUploadCreate and has come the last one of its listing's gallery. Works once.",
        ListingAccess.Maintain
    )
{
    internal sealed record MediaAttachInput : MutationInput
    {
        [Description("The upload.")]
        public required Ref<MediaUpload> UploadId { get; init; }
    }

    public override IReadOnlyList<Type> Errors => [typeof(WrongState)];

    protected override async Task<Outcome<Guid>> RunAsync(MediaAttachInput input, UseCase use, CancellationToken cancellationToken)
    {
        var found = await use.FindAsync(input.UploadId, ListingAccess.Maintain, "uploadId", cancellationToken);
        if (!found.Succeeded)
        {
            return found.Errors.ToArray();
        }

        var upload = found.Value;
        var listing = await use.Db.Listings.SingleAsync(row => row.Id == upload.ListingId, cancellationToken);
        var last = await use.Db.Media.Where(media => media.ListingId == listing.Id).MaxAsync(media => (int?)media.Order, cancellationToken);
        var attached = upload.Attach(use.NewId(), (last ?? -1) + 1, use.Now);
        if (!attached.Succeeded)
        {
            return attached.Errors.ToArray();
        }

        use.Db.Media.Add(attached.Value);
        use.Record(new ListingMediaAttached(listing.Id, attached.Value.Id, attached.Value.MediaCategory), listing, listing.ListAgentId);
        return attached.Value.Id;
    }
}
