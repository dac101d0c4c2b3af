using Lintel.Domain.Listings;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data.Listings;

/// <summary>
/// Takes in the files that were announced, finds those of a listing, and deletes what nobody attached. Whether the caller may is decided before: by a
/// signed link.
/// </summary>
public sealed class UploadedMedia(MediaFiles files, IDbContextFactory<LintelDbContext> contexts, TimeProvider clock)
{
    /// <summary>Most bytes that a file has.</summary>
    public const long MostBytes = MediaFormat.MostBytes;

    /// <summary>Uploads that are deleted in one transaction.</summary>
    private const int SweepRows = 500;

    /// <summary>Takes a file in. Null: it is what was announced and is kept; else why not, and nothing is.</summary>
    public async Task<MediaRefusal?> ReceiveAsync(Guid uploadId, SentFile sent, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.MediaUploads.FirstOrDefaultAsync(upload => upload.Id == uploadId, cancellationToken) is not { } upload)
        {
            return MediaRefusal.Unknown;
        }

        if (upload.ReceivedAt is not null)
        {
            return MediaRefusal.ComeAlready;
        }

        if (!string.Equals(sent.ContentType, upload.ContentType, StringComparison.Ordinal))
        {
            return MediaRefusal.SentAs(upload);
        }

        if (sent.ByteLength is { } length && length != upload.ByteLength)
        {
            return MediaRefusal.Length(upload);
        }

        return await files.SaveAsync(upload, sent.Content, cancellationToken) ?? await KeepAsync(db, upload, cancellationToken);
    }

    /// <summary>The file of a medium; null: there is none here.</summary>
    public async Task<MediaFile?> FindAsync(Guid mediaId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await db.Media.AsNoTracking().FirstOrDefaultAsync(media => media.Id == mediaId, cancellationToken);
        return
            found is { UploadId: { } uploadId, ContentType: { } type, Sha256: { } hash }
            && MediaFormat.Of(type) is { } format
            && File.Exists(files.PathOf(uploadId))
            ? new MediaFile(files.PathOf(uploadId), type, hash, format.Extension, format.IsImage)
            : null;
    }

    /// <summary>
    /// Deletes uploads that nobody attached, with their files, an hour after they expired: by then none of them is being sent any more. Returns how many.
    /// Several servers may do it at once.
    /// </summary>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - MediaUpload.Life;
        var total = 0;
        while (await SweepSomeAsync(before, cancellationToken) is > 0 and var deleted)
        {
            total += deleted;
        }

        return total;
    }

    /// <summary>Null: it is kept; else the same file came by another request at the same time.</summary>
    private async Task<MediaRefusal?> KeepAsync(LintelDbContext db, MediaUpload upload, CancellationToken cancellationToken)
    {
        await using var transaction = await db.BeginWriteAsync(upload.BrandId, cancellationToken);
        upload.Receive(clock.GetUtcNow());
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return MediaRefusal.ComeAlready;
        }

        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    private async Task<int> SweepSomeAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var left = await db
            .MediaUploads.Where(upload => upload.AttachedAt == null && upload.ExpiresAt < before)
            .OrderBy(upload => upload.ExpiresAt)
            .Select(upload => upload.Id)
            .Take(SweepRows)
            .ToListAsync(cancellationToken);
        if (left.Count == 0)
        {
            return 0;
        }

        // The files first: a row whose file is gone is found by the next sweep, a file without a row by nobody.
        left.ForEach(files.Delete);
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        var deleted = await db.MediaUploads.Where(upload => left.Contains(upload.Id)).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return deleted;
    }
}

/// <summary>A file as it is sent.</summary>
/// <param name="ContentType">What its sender says it is.</param>
/// <param name="ByteLength">How long its sender says it is; null: not said.</param>
/// <param name="Content">The file.</param>
public sealed record SentFile(string? ContentType, long? ByteLength, Stream Content);

/// <summary>A file of a listing.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="ContentType">What it is.</param>
/// <param name="Sha256">Its hash, in lower-case hex.</param>
/// <param name="Extension">Of its name, without a dot.</param>
/// <param name="IsImage">Whether it can be shown as it is.</param>
public sealed record MediaFile(string Path, string ContentType, string Sha256, string Extension, bool IsImage);
