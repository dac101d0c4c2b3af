using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lintel.Data;
using Lintel.Data.Listings;
using Lintel.Domain.Listings;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Lintel.Server.Tests.Uploads;

/// <summary>A file from its announcement to the link it is fetched by.</summary>
public sealed class MediaUploadTests
{
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, .. Enumerable.Range(0, 3_000).Select(i => (byte)i)];
    private static readonly byte[] Pdf = [.. "%PDF-1.7 "u8, .. Enumerable.Range(0, 200).Select(i => (byte)i)];
    private static readonly byte[] Page = [.. "<html><script>alert(1)</script></html>"u8];

    [BothDatabases]
    public async Task A_photo_is_announced_sent_attached_and_fetched(DatabaseProvider provider)
    {
        await using var server = await ServerUnderTest.StartAsync(provider, services => { });
        var listing = await ListingAsync(server);

        var announced = await AnnounceAsync(server, listing, Jpeg, "image/jpeg");
        using var sent = await PutAsync(server, announced.Url, Jpeg, "image/jpeg");
        Assert.Equal(HttpStatusCode.NoContent, sent.StatusCode);
        var media = await AttachAsync(server, announced.Id);

        Assert.Equal(
            ("PHOTO", "image/jpeg", Hash(Jpeg), 0),
            ((string)media["mediaCategory"]!, (string)media["contentType"]!, (string)media["sha256"]!, (int)media["order"]!)
        );
        using var got = await server.Http.GetAsync(new Uri((string)media["mediaUrl"]!));
        Assert.Equal(HttpStatusCode.OK, got.StatusCode);
        Assert.Equal(Jpeg, await got.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/jpeg", got.Content.Headers.ContentType?.ToString());
        Assert.StartsWith("inline; filename=\"", got.Content.Headers.ContentDisposition?.ToString(), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(got.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("default-src 'none'; sandbox", Assert.Single(got.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal($"\"{Hash(Jpeg)}\"", got.Headers.ETag?.Tag);
        Assert.Single(Files(server));
    }

    [Fact]
    public async Task A_document_is_saved_and_not_shown()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var announced = await AnnounceAsync(server, await ListingAsync(server), Pdf, "application/pdf", "DOCUMENT");
        using var sent = await PutAsync(server, announced.Url, Pdf, "application/pdf");
        var media = await AttachAsync(server, announced.Id);

        using var got = await server.Http.GetAsync(new Uri((string)media["mediaUrl"]!));

        Assert.Equal("attachment", got.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal(Pdf, await got.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("image/jpeg", "image/png", "jpeg", 415, "MEDIA_TYPE_UNSUPPORTED")] // sent as another type than announced
    [InlineData("image/png", "image/png", "jpeg", 415, "UPLOAD_TYPE_MISMATCH")] // another type than both say
    [InlineData("image/jpeg", "image/jpeg", "page", 415, "UPLOAD_TYPE_MISMATCH")]
    [InlineData("image/jpeg", "image/jpeg", "shorter", 400, "UPLOAD_LENGTH_MISMATCH")]
    [InlineData("image/jpeg", "image/jpeg", "longer", 400, "UPLOAD_LENGTH_MISMATCH")]
    [InlineData("image/jpeg", "image/jpeg", "changed", 400, "UPLOAD_HASH_MISMATCH")]
    public async Task A_file_that_is_not_what_was_announced_is_not_kept(string announcedType, string sentType, string sent, int status, string code)
    {
        await using var server = await ServerUnderTest.StartAsync();
        var announced = sent == "page" ? Page : Jpeg;
        var upload = await AnnounceAsync(server, await ListingAsync(server), announced, announcedType);
        byte[] file = sent switch
        {
            "shorter" => Jpeg[..^1],
            "longer" => [.. Jpeg, 0],
            "changed" => [.. Jpeg[..^1], (byte)(Jpeg[^1] + 1)],
            _ => announced,
        };

        using var known = await PutAsync(server, upload.Url, file, sentType);
        using var chunked = await PutAsync(server, upload.Url, file, sentType, isChunked: true);

        foreach (var answer in (HttpResponseMessage[])[known, chunked])
            Assert.Equal((status, code), ((int)answer.StatusCode, await CodeAsync(answer)));
        Assert.Empty(Files(server));
        Assert.Equal("WRONG_STATE uploadId", await AttachErrorAsync(server, upload.Id));
        await using var db = server.Database.Open();
        Assert.Equal((0, 0), (await db.Media.CountAsync(), await db.Events.CountAsync()));
    }

    [Fact]
    public async Task A_link_works_once_for_what_it_was_made_for_and_for_an_hour()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var listing = await ListingAsync(server);
        var (one, other) = (await AnnounceAsync(server, listing, Jpeg, "image/jpeg"), await AnnounceAsync(server, listing, Jpeg, "image/jpeg"));
        using var sent = await PutAsync(server, one.Url, Jpeg, "image/jpeg");

        using var again = await PutAsync(server, one.Url, Jpeg, "image/jpeg");
        using var swapped = await PutAsync(
            server,
            new Uri(other.Url.AbsoluteUri.Replace(Part(other.Url), Part(one.Url), StringComparison.Ordinal)),
            Jpeg,
            "image/jpeg"
        );
        using var prolonged = await PutAsync(
            server,
            new Uri(other.Url.AbsoluteUri.Replace("expires=", "expires=9", StringComparison.Ordinal)),
            Jpeg,
            "image/jpeg"
        );
        using var unsigned = await PutAsync(server, new Uri(other.Url.GetLeftPart(UriPartial.Path)), Jpeg, "image/jpeg");
        server.Clock.Advance(MediaUpload.Life);
        using var late = await PutAsync(server, other.Url, Jpeg, "image/jpeg");

        Assert.Equal(HttpStatusCode.NoContent, sent.StatusCode);
        Assert.Equal((409, "UPLOAD_USED"), ((int)again.StatusCode, await CodeAsync(again)));
        foreach (var wrong in (HttpResponseMessage[])[swapped, prolonged, unsigned])
            Assert.Equal((403, "LINK_INVALID"), ((int)wrong.StatusCode, await CodeAsync(wrong)));
        Assert.Equal((403, "LINK_EXPIRED"), ((int)late.StatusCode, await CodeAsync(late)));
        Assert.Equal("WRONG_STATE uploadId", await AttachErrorAsync(server, one.Id));
        Assert.Single(Files(server));
    }

    [Fact]
    public async Task An_upload_is_attached_once_and_its_link_ends()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var announced = await AnnounceAsync(server, await ListingAsync(server), Jpeg, "image/jpeg");
        using var sent = await PutAsync(server, announced.Url, Jpeg, "image/jpeg");
        var media = await AttachAsync(server, announced.Id);
        var url = new Uri((string)media["mediaUrl"]!);

        Assert.Equal("WRONG_STATE uploadId", await AttachErrorAsync(server, announced.Id));
        server.Clock.Advance(TimeSpan.FromMinutes(14));
        using var inTime = await server.Http.GetAsync(url);
        server.Clock.Advance(TimeSpan.FromMinutes(16));
        using var late = await server.Http.GetAsync(url);

        Assert.Equal(HttpStatusCode.OK, inTime.StatusCode);
        Assert.Equal((403, "LINK_EXPIRED"), ((int)late.StatusCode, await CodeAsync(late)));
    }

    [Fact]
    public async Task Two_that_send_the_same_file_at_once_bring_it_once()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var announced = await AnnounceAsync(server, await ListingAsync(server), Jpeg, "image/jpeg");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PutAsync(server, announced.Url, Jpeg, "image/jpeg")));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.NoContent);
        Assert.Equal(7, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        Assert.Single(Files(server));
        foreach (var answer in answers)
            answer.Dispose();
    }

    [BothDatabases]
    public async Task What_nobody_attached_is_deleted_an_hour_after_it_expired(DatabaseProvider provider)
    {
        await using var server = await ServerUnderTest.StartAsync(provider, services => { });
        var listing = await ListingAsync(server);
        var (kept, left) = (
            await AnnounceAsync(server, listing, Jpeg, "image/jpeg"),
            await AnnounceAsync(server, listing, Pdf, "application/pdf", "DOCUMENT")
        );
        await AnnounceAsync(server, listing, Jpeg, "image/jpeg"); // and never sent
        using var sent = await PutAsync(server, kept.Url, Jpeg, "image/jpeg");
        using var sentToo = await PutAsync(server, left.Url, Pdf, "application/pdf");
        await AttachAsync(server, kept.Id);
        var now = server.Clock.GetUtcNow();
        Assert.Equal(2, Files(server).Length);

        var early = await SweepAsync(MediaUpload.Life * 2);
        var due = await SweepAsync((MediaUpload.Life * 2) + TimeSpan.FromTicks(10));
        var again = await SweepAsync(MediaUpload.Life * 24);

        Assert.Equal((0, 2, 0), (early, due, again));
        await using var db = server.Database.Open();
        var upload = await db.MediaUploads.SingleAsync();
        Assert.NotNull(upload.AttachedAt);
        Assert.Equal([server.Part<MediaFiles>().PathOf(upload.Id)], Files(server));

        // The sweep alone, whatever the server does by itself meanwhile.
        Task<int> SweepAsync(TimeSpan after) =>
            new UploadedMedia(
                server.Part<MediaFiles>(),
                server.Part<IDbContextFactory<LintelDbContext>>(),
                new FakeTimeProvider(now + after)
            ).SweepAsync(CancellationToken.None);
    }

    private static async Task<string> ListingAsync(ServerUnderTest server)
    {
        using var answer = await server.PostAsync(
            Body(
                """
                mutation($input: ListingCreateInput!) { listingCreate(input: $input) { listing { id } errors { ... on UserError { code path } } } }
                """,
                new JsonObject
                {
                    ["communityId"] = await CommunityAsync(server),
                    ["house"] = new JsonObject
                    {
                        ["buildingName"] = "1号楼",
                        ["unitName"] = "1单元",
                        ["unitNumber"] = "101",
                    },
                    ["title"] = "南北通透",
                    ["facts"] = new JsonObject
                    {
                        ["livingArea"] = 90,
                        ["bedroomsTotal"] = 2,
                        ["livingRoomsTotal"] = 1,
                        ["floorNumber"] = 1,
                        ["storiesTotal"] = 18,
                    },
                    ["listPrice"] = 4_800_000,
                }
            ),
            server.TokenOf("test|li")
        );
        var text = await answer.Content.ReadAsStringAsync();
        await using var db = server.Database.Open();
        await db.Events.ExecuteDeleteAsync();
        return (string?)JsonNode.Parse(text)!["data"]?["listingCreate"]?["listing"]?["id"] ?? throw new InvalidOperationException(text);
    }

    private static async Task<string> CommunityAsync(ServerUnderTest server)
    {
        using var answer = await server.PostAsync("""{"query":"{ communities { nodes { id } } }"}""", server.TokenOf("test|li"));
        return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["data"]!["communities"]!["nodes"]![0]!["id"]!;
    }

    private static async Task<(string Id, Uri Url)> AnnounceAsync(
        ServerUnderTest server,
        string listing,
        byte[] file,
        string type,
        string category = "PHOTO"
    )
    {
        using var answer = await server.PostAsync(
            Body(
                """
                mutation($input: MediaUploadCreateInput!) {
                  mediaUploadCreate(input: $input) { mediaUpload { id } uploadUrl errors { ... on UserError { code path } } }
                }
                """,
                new JsonObject
                {
                    ["listingId"] = listing,
                    ["mediaCategory"] = category,
                    ["contentType"] = type,
                    ["byteLength"] = file.Length,
                    ["sha256"] = Hash(file),
                }
            ),
            server.TokenOf("test|li")
        );
        var text = await answer.Content.ReadAsStringAsync();
        var payload = JsonNode.Parse(text)!["data"]?["mediaUploadCreate"];
        return payload?["mediaUpload"]?["id"] is { } id
            ? ((string)id!, new Uri((string)payload["uploadUrl"]!))
            : throw new InvalidOperationException(text);
    }

    private static async Task<JsonNode> AttachAsync(ServerUnderTest server, string upload)
    {
        var payload = await AttachPayloadAsync(server, upload);
        Assert.Equal("[]", payload["errors"]!.ToJsonString());
        Assert.Equal("""["LISTING_MEDIA_ATTACHED"]""", payload["events"]!.ToJsonString());
        return payload["media"]!;
    }

    private static async Task<string> AttachErrorAsync(ServerUnderTest server, string upload)
    {
        var error = Assert.Single((await AttachPayloadAsync(server, upload))["errors"]!.AsArray())!;
        return $"{error["code"]} {string.Join('.', error["path"]!.AsArray().Select(step => (string)step!))}";
    }

    private static async Task<JsonNode> AttachPayloadAsync(ServerUnderTest server, string upload)
    {
        using var answer = await server.PostAsync(
            Body(
                """
                mutation($input: MediaAttachInput!) {
                  mediaAttach(input: $input) {
                    media { id mediaUrl mediaCategory contentType sha256 order } events errors { ... on UserError { code path } }
                  }
                }
                """,
                new JsonObject { ["uploadId"] = upload }
            ),
            server.TokenOf("test|li")
        );
        var text = await answer.Content.ReadAsStringAsync();
        return JsonNode.Parse(text)!["data"]?["mediaAttach"] ?? throw new InvalidOperationException(text);
    }

    private static async Task<HttpResponseMessage> PutAsync(ServerUnderTest server, Uri url, byte[] file, string type, bool isChunked = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, url)
        {
            Content = isChunked ? new StreamContent(new MemoryStream(file)) : new ByteArrayContent(file),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        request.Headers.TransferEncodingChunked = isChunked;
        return await server.Http.SendAsync(request);
    }

    private static async Task<string> CodeAsync(HttpResponseMessage answer) =>
        (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errors"]![0]!["extensions"]!["code"]!;

    private static string[] Files(ServerUnderTest server)
    {
        var folder = Path.GetDirectoryName(server.Part<MediaFiles>().PathOf(Guid.Empty))!; // a file lies in one
        return Directory.Exists(folder) ? Directory.GetFiles(folder) : [];
    }

    private static string Part(Uri url) => url.AbsolutePath.Split('/')[^1];

    private static string Hash(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file));

    private static string Body(string query, JsonObject input) =>
        new JsonObject
        {
            ["query"] = query,
            ["variables"] = new JsonObject { ["input"] = input },
        }.ToJsonString();
}
