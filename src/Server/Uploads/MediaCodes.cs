using Lintel.Schema.Shared.Errors;

namespace Lintel.Server.Uploads;

/// <summary>Codes of what is refused by the links to files of listings.</summary>
internal static class MediaCodes
{
    [RequestCode("The link to a file was not made here, not for this, or the file is gone.", "Ask the graph for the link.", 403)]
    public const string LinkInvalid = "LINK_INVALID";

    [RequestCode("The time of the link to a file is over.", "Ask the graph for another, or announce the file again.", 403)]
    public const string LinkExpired = "LINK_EXPIRED";

    [RequestCode("The file of this link has come already.", "Attach it with mediaAttach.", 409)]
    public const string UploadUsed = "UPLOAD_USED";

    [RequestCode("The file is longer or shorter than was announced. Nothing of it is kept.", "Send the file whole, or announce it anew.", 400)]
    public const string UploadLengthMismatch = "UPLOAD_LENGTH_MISMATCH";

    [RequestCode("The file has not the SHA-256 that was announced. Nothing of it is kept.", "Send the file unchanged, or announce it anew.", 400)]
    public const string UploadHashMismatch = "UPLOAD_HASH_MISMATCH";

    [RequestCode(
        "What the file begins with is not of the type that was announced. Nothing of it is kept.",
        "Announce the file with the type that it is of.",
        415
    )]
    public const string UploadTypeMismatch = "UPLOAD_TYPE_MISMATCH";
}
