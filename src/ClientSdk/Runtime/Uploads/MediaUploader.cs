using System.Net.Http.Headers;
using System.Security.Cryptography;
using Lintel.Client.Graph;

namespace Lintel.Client;

/// <summary>A file for a listing.</summary>
public sealed record MediaFileToUpload
{
    /// <summary>The listing it is of.</summary>
    public required string ListingId { get; init; }

    /// <summary>What it shows.</summary>
    public required MediaCategory Category { get; init; }

    /// <summary>Its media type, such as <c>image/jpeg</c>; it is refused when the content is of another.</summary>
    public required string ContentType { get; init; }

    /// <summary>A line about it, for people.</summary>
    public string? Description { get; init; }
}

/// <summary>What became of a file: it is in the gallery, or it was refused.</summary>
/// <param name="Media">The file as it is in the gallery; null when it was refused.</param>
/// <param name="Refusals">Why it was refused; empty when it was not.</param>
public sealed record MediaUploadResult(IMediaFile? Media, IReadOnlyList<MediaRefusal> Refusals);

/// <summary>Why a file was refused.</summary>
/// <param name="Type">The type of the refusal in the graph, also one that a newer server added.</param>
/// <param name="Code">The stable code.</param>
/// <param name="Message">What is wrong, for people.</param>
public sealed record MediaRefusal(string Type, string? Code, string? Message);

/// <summary>Brings files to listings: announces each, sends it to the link that comes back, and attaches it.</summary>
/// <param name="client">The graph.</param>
/// <param name="http">Makes the client that sends the bytes. It carries no token: the link is the permission.</param>
public sealed class MediaUploader(ILintelClient client, IHttpClientFactory http)
{
    /// <summary>The name of the <see cref="HttpClient"/> that sends the bytes.</summary>
    public const string HttpClientName = "Lintel.Client.Uploads";

    private const int Attempts = 3;

    /// <summary>Uploads a file. Sending is tried three times; announcing and attaching take effect once, however often they are repeated.</summary>
    /// <param name="file">What it is.</param>
    /// <param name="content">Its bytes, from the present position to the end. Has to be seekable: it is read once to be announced and again to be sent.</param>
    /// <param name="cancellationToken">Stops between and during requests.</param>
    /// <exception cref="GraphQLClientException">The graph or the link answered with an error that is no refusal of the file.</exception>
    public async Task<MediaUploadResult> UploadAsync(MediaFileToUpload file, Stream content, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(content);
        if (!content.CanSeek)
        {
            throw new ArgumentException("The content is read twice, so its stream has to be seekable.", nameof(content));
        }

        var start = content.Position;
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken).ConfigureAwait(false));
        var announced = await client
            .AnnounceMedia.ExecuteAsync(
                new MediaUploadCreateInput
                {
                    ListingId = file.ListingId,
                    MediaCategory = file.Category,
                    ContentType = file.ContentType,
                    ByteLength = content.Position - start,
                    Sha256 = hash,
                    ShortDescription = file.Description,
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        var announcement = announced.EnsureNoErrors().MediaUploadCreate;
        if (announcement is not { MediaUpload: { } upload, UploadUrl: { } link })
        {
            return new MediaUploadResult(null, [.. announcement.Errors.Select(error => new MediaRefusal(error.TypeName, error.Code, error.Message))]);
        }

        await SendAsync(new Uri(link), file.ContentType, content, start, cancellationToken).ConfigureAwait(false);
        var attached = await client.AttachMedia.ExecuteAsync(new MediaAttachInput { UploadId = upload.Id }, cancellationToken).ConfigureAwait(false);
        var attachment = attached.EnsureNoErrors().MediaAttach;
        return new MediaUploadResult(
            attachment.Media,
            [.. attachment.Errors.Select(error => new MediaRefusal(error.TypeName, error.Code, error.Message))]
        );
    }

    private async Task SendAsync(Uri link, string contentType, Stream content, long start, CancellationToken cancellationToken)
    {
        using var sender = http.CreateClient(HttpClientName);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                content.Position = start;
                using var request = new HttpRequestMessage(HttpMethod.Put, link) { Content = Body(content, contentType, start) };
                using var response = await sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
                if (response.IsSuccessStatusCode)
                {
                    return;
                }

                if ((int)response.StatusCode < 500 || attempt == Attempts)
                {
                    var answer = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
                    throw new GraphQLClientException($"The file was not taken: {(int)response.StatusCode} {answer}");
                }
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException && attempt < Attempts)
            {
                // The line broke; the same bytes once more do no harm.
            }
        }
    }

    /// <summary>The stream stays open for another attempt, and is its caller's to close.</summary>
    private static StreamContent Body(Stream content, string contentType, long start)
    {
        var body = new StreamContent(new KeptOpen(content));
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        body.Headers.ContentLength = content.Length - start;
        return body;
    }

    private sealed class KeptOpen(Stream inner) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            inner.ReadAsync(buffer, cancellationToken);

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
