using System.Security.Cryptography;
using Lintel.Client;
using Lintel.Client.Graph;
using Microsoft.Extensions.DependencyInjection;

namespace Lintel.ClientSdk.Live.Tests;

/// <summary>Files on their way to a listing, by the client of the common operations.</summary>
[Collection(LiveServerCollection.Name)]
public sealed class MediaUploadTests(LiveServer server)
{
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, .. Enumerable.Range(0, 5_000).Select(i => (byte)i)];

    [Fact]
    public async Task A_photo_is_announced_sent_and_attached()
    {
        var known = await KnownIds.OfAsync(server, "agent-li");
        using var content = new MemoryStream(Jpeg);

        var result = await Uploader().UploadAsync(File(known.Own, "image/jpeg"), content);

        Assert.Empty(result.Refusals);
        var media = result.Media!;
        Assert.Equal((MediaCategory.Photo, "客厅", "image/jpeg"), (media.MediaCategory.Value, media.ShortDescription, media.ContentType));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Jpeg)), media.Sha256);
        Assert.Equal(Jpeg, await server.Http.GetByteArrayAsync(media.MediaUrl));
        Assert.True(content.CanRead);
    }

    [Fact]
    public async Task A_refused_file_says_why()
    {
        using var content = new MemoryStream(Jpeg);

        var result = await Uploader().UploadAsync(File("x", "image/jpeg"), content);

        Assert.Null(result.Media);
        Assert.Equal("WRONG_ID", Assert.Single(result.Refusals).Code);
    }

    [Fact]
    public async Task Content_of_another_type_is_not_taken()
    {
        var known = await KnownIds.OfAsync(server, "agent-li");
        using var content = new MemoryStream(Jpeg);

        var refused = await Assert.ThrowsAsync<GraphQLClientException>(() => Uploader().UploadAsync(File(known.Own, "image/png"), content));

        Assert.Contains("UPLOAD_TYPE_MISMATCH", refused.Message, StringComparison.Ordinal);
    }

    private MediaUploader Uploader()
    {
        var services = new ServiceCollection();
        services
            .AddLintelClient()
            .ConfigureHttpClient(http => http.BaseAddress = server.Address)
            .UseToken(server.TokenOf("agent-li"))
            .AddMediaUploads();
        return services.BuildServiceProvider().GetRequiredService<MediaUploader>();
    }

    private static MediaFileToUpload File(string listing, string type) =>
        new()
        {
            ListingId = listing,
            Category = MediaCategory.Photo,
            ContentType = type,
            Description = "客厅",
        };
}
