using System.Security.Cryptography;
using Lintel.Domain.Listings;

namespace Lintel.Data.Listings;

/// <summary>
/// Files of listings, one an upload, named by its id. A file is written aside and gets its name once it is whole and known to be what was announced;
/// of one that is not, nothing stays.
/// </summary>
public sealed class MediaFiles(string folder, TimeProvider clock)
{
    private const string Aside = ".part";

    /// <summary>The place of a file that came.</summary>
    public string PathOf(Guid uploadId) => Path.Combine(folder, uploadId.ToString("N"));

    /// <summary>Takes a file in. Null: it is what was announced and is kept; else why not, and nothing is.</summary>
    internal async Task<MediaRefusal?> SaveAsync(MediaUpload upload, Stream content, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        RemoveAbandoned();
        var aside = $"{PathOf(upload.Id)}.{Path.GetRandomFileName()}{Aside}";
        try
        {
            MediaRefusal? refusal;
            await using (var file = new FileStream(aside, FileMode.CreateNew, FileAccess.Write))
            {
                refusal = await CopyAsync(upload, content, file, cancellationToken);
            }

            if (refusal is null)
            {
                File.Move(aside, PathOf(upload.Id), overwrite: true); // the same bytes: the hash says so
            }

            return refusal;
        }
        finally
        {
            File.Delete(aside);
        }
    }

    /// <summary>Deletes the file of an upload, if it came.</summary>
    internal void Delete(Guid uploadId)
    {
        if (File.Exists(PathOf(uploadId)))
        {
            File.Delete(PathOf(uploadId));
        }
    }

    private static async Task<MediaRefusal?> CopyAsync(MediaUpload upload, Stream content, FileStream file, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (buffer, head, length) = (new byte[81_920], Array.Empty<byte>(), 0L);
        while (await content.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            length += read;
            if (length > upload.ByteLength)
            {
                return MediaRefusal.Length(upload);
            }

            hash.AppendData(buffer, 0, read);
            if (head.Length < MediaFormat.HeadLength)
            {
                head = [.. head, .. buffer.AsSpan(0, Math.Min(read, MediaFormat.HeadLength - head.Length))];
            }

            // Known to be another thing before all of it has come.
            if (head.Length == MediaFormat.HeadLength && IsAnother(upload, head))
            {
                return MediaRefusal.Type(upload);
            }

            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return length != upload.ByteLength ? MediaRefusal.Length(upload)
            : IsAnother(upload, head) ? MediaRefusal.Type(upload)
            : Convert.ToHexStringLower(hash.GetHashAndReset()) != upload.Sha256 ? MediaRefusal.Hash
            : null;
    }

    private static bool IsAnother(MediaUpload upload, byte[] head) => MediaFormat.Sniffed(head)?.ContentType != upload.ContentType;

    /// <summary>What a server left that was killed while it took a file in.</summary>
    private void RemoveAbandoned()
    {
        var oldest = clock.GetUtcNow().UtcDateTime - MediaUpload.Life;
        foreach (var file in Directory.EnumerateFiles(folder, "*" + Aside).Where(file => File.GetLastWriteTimeUtc(file) < oldest))
        {
            File.Delete(file);
        }
    }
}
