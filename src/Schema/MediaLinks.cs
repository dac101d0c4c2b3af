using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Lintel.Schema;

/// <summary>
/// Links to uploaded files that need no sign-in: each says what it is for and until when, and is signed with a key that all servers of one database
/// share. Who may see the record gets the link; who has the link gets the file until it expires.
/// </summary>
/// <param name="key">What links are signed with; made when the first one is.</param>
/// <param name="server">Where the server is reached, asked when a link is made.</param>
/// <param name="clock">What time it is.</param>
public sealed class MediaLinks(Lazy<byte[]> key, Func<Uri> server, TimeProvider clock)
{
    public const string DownloadPath = "/media/";
    public const string UploadPath = "/uploads/media/";

    /// <summary>A link to a file works for one to two of these: all that are made in one of them are the same, so a client may keep the answer.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromMinutes(15);

    /// <summary>Where a file is sent to by PUT.</summary>
    public Uri Upload(Guid uploadId, DateTimeOffset expiresAt) => Link(UploadPath, uploadId, expiresAt.ToUnixTimeSeconds());

    /// <summary>Where a file is fetched from by GET.</summary>
    public Uri Download(Guid mediaId) => Link(DownloadPath, mediaId, ((clock.GetUtcNow().ToUnixTimeSeconds() / StepSeconds) + 2) * StepSeconds);

    /// <summary>Whether a link was made here and works still.</summary>
    public LinkState Check(string path, Guid id, long expires, string signature)
    {
        var expected = Sign(path, id, expires);
        return !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(signature)) ? LinkState.Invalid
            : expires <= clock.GetUtcNow().ToUnixTimeSeconds() ? LinkState.Expired
            : LinkState.Works;
    }

    private static long StepSeconds => (long)Step.TotalSeconds;

    private Uri Link(string path, Guid id, long expires) =>
        new(server(), string.Create(CultureInfo.InvariantCulture, $"{path}{id:N}?expires={expires}&signature={Sign(path, id, expires)}"));

    private string Sign(string path, Guid id, long expires) =>
        Base64Url.EncodeToString(
            HMACSHA256.HashData(key.Value, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{path}{id:N}\n{expires}")))
        );
}

/// <summary>What a link is worth.</summary>
public enum LinkState
{
    Works,

    /// <summary>It was made here, and its time is over.</summary>
    Expired,

    /// <summary>It was not made here, or not for this.</summary>
    Invalid,
}
