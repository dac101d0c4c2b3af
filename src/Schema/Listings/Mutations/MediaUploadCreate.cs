using System.ComponentModel;
using Lintel.Domain;
using Lintel.Domain.Listings;
using Lintel.Schema.Shared.Mutating;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Listings.Mutations;

/// <summary>Announces a file for a listing (capability 7): the first of three steps.</summary>
internal sealed class MediaUploadCreate(MediaLinks links)
    : Mutation<MediaUploadCreate.MediaUploadCreateInput, MediaUpload>(
        "mediaUploadCreate",
        "Announces a file for a listing and answers with the link to send it to: PUT it there with its contentType, whole, within the hour; then "
            + "mediaAttach. A file that is not what was announced is refused and not kept.",
        ListingAccess.Maintain
    )
{
    internal sealed record MediaUploadCreateInput : MutationInput
    {
        [Description("The listing.")]
        public required Ref<Listing> ListingId { get; init; }

        [Description("What it is to be: an image can be PHOTO, FLOOR_PLAN or DOCUMENT, a PDF FLOOR_PLAN or DOCUMENT.")]
        public required MediaCategory MediaCategory { get; init; }

        [Description("image/jpeg, image/png, image/webp or application/pdf; what the file begins with must agree.")]
        public required string ContentType { get; init; }

        [Description("Its length in bytes, 1 to 20,971,520.")]
        public required long ByteLength { get; init; }

        [Description("Its SHA-256 in lower-case hex.")]
        public required string Sha256 { get; init; }

        [Description("What it shows, at most 200 characters.")]
        public string? ShortDescription { get; init; }
    }

    public override IReadOnlyList<Type> Errors => [typeof(WrongState)];

    public override RevealedField Reveals { get; } =
        new(
            "uploadUrl",
            "Where to PUT the file; needs no sign-in, works once and for an hour. Null when it was refused or only a dry run, and after that hour.",
            MediaUpload.Life,
            async (key, use, cancellationToken) =>
                await use.ReachedAsync<MediaUpload>(key, ListingAccess.Maintain, cancellationToken) is { } upload
                    ? links.Upload(upload.Id, upload.ExpiresAt).AbsoluteUri
                    : null
        );

    protected override async Task<Outcome<Guid>> RunAsync(MediaUploadCreateInput input, UseCase use, CancellationToken cancellationToken)
    {
        var listing = await use.FindAsync(input.ListingId, ListingAccess.Maintain, "listingId", cancellationToken);
        if (!listing.Succeeded)
        {
            return listing.Errors.ToArray();
        }

        var account = use.Viewer.AccountId!.Value; // access was judged: the viewer has an account
        var announced = MediaUpload.Announce(
            use.NewId(),
            listing.Value,
            account,
            new NewMediaUpload
            {
                MediaCategory = input.MediaCategory,
                ContentType = input.ContentType,
                ByteLength = input.ByteLength,
                Sha256 = input.Sha256,
                ShortDescription = input.ShortDescription,
            },
            use.Now
        );
        if (!announced.Succeeded)
        {
            return announced.Errors.ToArray();
        }

        var underWay = use.Db.MediaUploads.Where(upload => upload.AttachedAt == null && upload.ExpiresAt > use.Now);
        if (await underWay.CountAsync(upload => upload.AccountId == account, cancellationToken) >= MediaUpload.MostUnderWay)
        {
            return new WrongState("TOO_MANY_UPLOADS", $"You have {MediaUpload.MostUnderWay} files under way: attach them, or wait.", []);
        }

        var ofListing = await use.Db.Media.CountAsync(media => media.ListingId == listing.Value.Id, cancellationToken);
        if (ofListing + await underWay.CountAsync(upload => upload.ListingId == listing.Value.Id, cancellationToken) >= Media.MostOfListing)
        {
            return new WrongState("FULL", $"A listing has at most {Media.MostOfListing} media, with those under way.", ["listingId"]);
        }

        use.Db.MediaUploads.Add(announced.Value);
        return announced.Value.Id;
    }
}
