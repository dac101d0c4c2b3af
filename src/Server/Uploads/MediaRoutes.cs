using System.Globalization;
using Lintel.Data;
using Lintel.Domain.Listings;
using Lintel.Schema;
using Lintel.Server.Transport;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Lintel.Server.Uploads;

/// <summary>
/// Files of listings by signed links: <c>PUT /uploads/media/…</c> takes in one that <c>mediaUploadCreate</c> announced, <c>GET /media/…</c> gives out
/// one that is attached. Neither needs a sign-in: who has the link was given it by the graph.
/// </summary>
internal sealed class MediaRoutes(MediaLinks links, MediaFiles files, IDbContextFactory<LintelDbContext> contexts, TimeProvider clock)
{
    private const string Id = "{id:guid}";

    /// <summary>What a body in chunks may have beside its content; the content itself is counted to the byte.</summary>
    private const long Framing = 65_536;

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
        if (WrongLink(MediaLinks.UploadPath, id, context.Request.Query) is { } wrong)
            return wrong;

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.MediaUploads.FirstOrDefaultAsync(upload => upload.Id == id, cancellationToken) is not { } upload)
            return InvalidLink();
        if (upload.ReceivedAt is not null)
            return Used();
        if (!string.Equals(context.Request.ContentType, upload.ContentType, StringComparison.Ordinal))
            return Refused(
                StatusCodes.Status415UnsupportedMediaType,
                TransportCodes.MediaType,
                $"Send the file as {upload.ContentType}, as announced."
            );
        if (context.Request.ContentLength is { } length && length != upload.ByteLength)
            return Refused(MediaRefusal.Length(upload));
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = upload.ByteLength + (upload.ByteLength / 8) + Framing;

        try
        {
            if (await files.SaveAsync(upload, context.Request.Body, cancellationToken) is { } refusal)
                return Refused(refusal);
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Refused(MediaRefusal.Length(upload));
        }

        return await KeepAsync(db, upload, cancellationToken) ? Results.NoContent() : Used();
    }

    /// <summary>False: the same file came by another request at the same time.</summary>
    private async Task<bool> KeepAsync(LintelDbContext db, MediaUpload upload, CancellationToken cancellationToken)
    {
        await using var transaction = await db.BeginWriteAsync(upload.BrandId, cancellationToken);
        upload.Receive(clock.GetUtcNow());
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task<IResult> GiveAsync(Guid id, HttpContext context, CancellationToken cancellationToken)
    {
        if (WrongLink(MediaLinks.DownloadPath, id, context.Request.Query) is { } wrong)
            return wrong;

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await db.Media.AsNoTracking().FirstOrDefaultAsync(media => media.Id == id, cancellationToken);
        if (found is not { UploadId: { } uploadId, ContentType: { } type, Sha256: { } hash } || !File.Exists(files.PathOf(uploadId)))
            return InvalidLink();

        var format = MediaFormat.Of(type);
        var headers = context.Response.Headers;
        // Never a page of this server, whatever is in it; a browser shows images and saves the rest.
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.ContentDisposition = string.Create(
            CultureInfo.InvariantCulture,
            $"{(format?.IsImage == true ? "inline" : "attachment")}; filename=\"{id:N}.{format?.Extension}\""
        );
        // The link is what opens it, on the pages of partners too.
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"private, max-age={(int)MediaLinks.Step.TotalSeconds}");
        return Results.File(files.PathOf(uploadId), type, entityTag: new EntityTagHeaderValue($"\"{hash}\""), enableRangeProcessing: true);
    }

    private IResult? WrongLink(string path, Guid id, IQueryCollection query)
    {
        var isNumber = long.TryParse(query["expires"], NumberStyles.None, CultureInfo.InvariantCulture, out var expires);
        return (isNumber ? links.Check(path, id, expires, query["signature"].ToString()) : LinkState.Invalid) switch
        {
            LinkState.Works => null,
            LinkState.Expired => Refused(StatusCodes.Status403Forbidden, "LINK_EXPIRED", "The time of this link is over; ask the graph for another."),
            _ => InvalidLink(),
        };
    }

    private static IResult InvalidLink() => Refused(StatusCodes.Status403Forbidden, "LINK_INVALID", "This is no link of this server.");

    private static IResult Used() => Refused(StatusCodes.Status409Conflict, "UPLOAD_USED", "The file has come already.");

    private static IResult Refused(MediaRefusal refusal) => Refused(refusal.Status, refusal.Code, refusal.Message);

    private static IResult Refused(int status, string code, string message) =>
        Results.Json(new { errors = new[] { new { message, extensions = new { code } } } }, statusCode: status);
}
