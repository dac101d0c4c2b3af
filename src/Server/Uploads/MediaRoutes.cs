using System.Globalization;
using Lintel.Data.Listings;
using Lintel.Schema;
using Lintel.Server.Transport;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Lintel.Server.Uploads;

/// <summary>
/// Files of listings by signed links: <c>PUT /uploads/media/…</c> takes in one that <c>mediaUploadCreate</c> announced, <c>GET /media/…</c> gives out
/// one that is attached. Neither needs a sign-in: who has the link was given it by the graph.
/// </summary>
internal sealed class MediaRoutes(MediaLinks links, UploadedMedia uploaded)
{
    private const string Id = "{id:guid}";

    /// <summary>A body in chunks is longer than its content, which is counted to the byte.</summary>
    private const long MostBodyBytes = UploadedMedia.MostBytes + (UploadedMedia.MostBytes / 8) + 65_536;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPut(
            MediaLinks.UploadPath + Id,
            (Guid id, HttpContext context, MediaRoutes media) => media.ReceiveAsync(id, context, context.RequestAborted)
        );
        routes.MapGet(
            MediaLinks.DownloadPath + Id,
            (Guid id, HttpContext context, MediaRoutes media) => media.GiveAsync(id, context, context.RequestAborted)
        );
    }

    private async Task<IResult> ReceiveAsync(Guid id, HttpContext context, CancellationToken cancellationToken)
    {
        var request = context.Request;
        if (WrongLink(MediaLinks.UploadPath, id, request.Query) is { } wrong)
        {
            return wrong;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MostBodyBytes;
        }

        try
        {
            var sent = new SentFile(request.ContentType, request.ContentLength, request.Body);
            return await uploaded.ReceiveAsync(id, sent, cancellationToken) is { } refusal ? Refused(refusal) : Results.NoContent();
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Refused(StatusCodes.Status413PayloadTooLarge, TransportCodes.TooLarge, $"A file has at most {UploadedMedia.MostBytes} bytes.");
        }
    }

    private async Task<IResult> GiveAsync(Guid id, HttpContext context, CancellationToken cancellationToken)
    {
        if (WrongLink(MediaLinks.DownloadPath, id, context.Request.Query) is { } wrong)
        {
            return wrong;
        }

        if (await uploaded.FindAsync(id, cancellationToken) is not { } file)
        {
            return InvalidLink();
        }

        var headers = context.Response.Headers;
        // Never a page of this server, whatever is in it; a browser shows images and saves the rest.
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.ContentDisposition = $"{(file.IsImage ? "inline" : "attachment")}; filename=\"{id:N}.{file.Extension}\"";
        // The link is what opens it, on the pages of partners too.
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"private, max-age={(int)MediaLinks.Step.TotalSeconds}");
        return Results.File(file.Path, file.ContentType, entityTag: new EntityTagHeaderValue($"\"{file.Sha256}\""), enableRangeProcessing: true);
    }

    private IResult? WrongLink(string path, Guid id, IQueryCollection query)
    {
        var isNumber = long.TryParse(query["expires"], NumberStyles.None, CultureInfo.InvariantCulture, out var expires);
        return (isNumber ? links.Check(path, id, expires, query["signature"].ToString()) : LinkState.Invalid) switch
        {
            LinkState.Works => null,
            LinkState.Expired => Refused(
                StatusCodes.Status403Forbidden,
                MediaCodes.LinkExpired,
                "The time of this link is over; ask the graph for another."
            ),
            _ => InvalidLink(),
        };
    }

    private static IResult InvalidLink() => Refused(StatusCodes.Status403Forbidden, MediaCodes.LinkInvalid, "This is no link of this server.");

    private static IResult Refused(MediaRefusal refusal) =>
        refusal.Fault switch
        {
            MediaFault.Unknown => InvalidLink(),
            MediaFault.ComeAlready => Refused(StatusCodes.Status409Conflict, MediaCodes.UploadUsed, refusal.Message),
            MediaFault.SentAsOtherType => Refused(StatusCodes.Status415UnsupportedMediaType, TransportCodes.MediaType, refusal.Message),
            MediaFault.OtherLength => Refused(StatusCodes.Status400BadRequest, MediaCodes.UploadLengthMismatch, refusal.Message),
            MediaFault.OtherType => Refused(StatusCodes.Status415UnsupportedMediaType, MediaCodes.UploadTypeMismatch, refusal.Message),
            MediaFault.OtherHash => Refused(StatusCodes.Status400BadRequest, MediaCodes.UploadHashMismatch, refusal.Message),
            _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal.Fault, "There is no such fault."),
        };

    private static IResult Refused(int status, string code, string message) =>
        Results.Json(new { errors = new[] { new { message, extensions = new { code } } } }, statusCode: status);
}
