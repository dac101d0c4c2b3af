using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Lintel.Server.Tests.Transport;

/// <summary>HTTP/2: where TLS agrees on it, and in clear on an address of its own.</summary>
public sealed class Http2Tests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lintel-certificate-");

    /// <summary>The hash of the one certificate that is trusted.</summary>
    private string? _certificate;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task TLS_agrees_on_HTTP_2_and_HTTP_1_1_is_still_there()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync([
            ("Kestrel:Endpoints:Secure:Url", "https://127.0.0.1:0"),
            .. Certificate(),
        ]);
        using var client = Trusting();

        using var second = await AskAsync(client, server, HttpVersion.Version20);
        using var first = await AskAsync(client, server, HttpVersion.Version11);

        Assert.Equal(HttpVersion.Version20, second.Version);
        Assert.Equal("""{"data":{"hello":"world"}}""", await second.Content.ReadAsStringAsync());
        Assert.Equal(HttpVersion.Version11, first.Version);
        Assert.Equal("max-age=31536000", second.Headers.GetValues("Strict-Transport-Security").Single());
        Assert.Equal("DENY", second.Headers.GetValues("X-Frame-Options").Single());
    }

    [Fact]
    public async Task In_clear_an_ordinary_address_speaks_HTTP_1_1_only()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync();
        using var client = Trusting();

        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(client, server, HttpVersion.Version20));
        using var first = await AskAsync(client, server, HttpVersion.Version11);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.False(first.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task In_clear_an_address_of_its_own_speaks_HTTP_2_to_who_knows()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync(
            ("Kestrel:Endpoints:Inside:Url", "http://127.0.0.1:0"),
            ("Kestrel:Endpoints:Inside:Protocols", "Http2")
        );
        using var client = Trusting();

        using var answer = await AskAsync(client, server, HttpVersion.Version20);
        using var request = RequestTo(server, HttpVersion.Version20, "subscription { ticks }", "text/event-stream");
        using var stream = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync());
        (await server.Ticks.NextSubscriberAsync()).OnNext("a");

        Assert.Equal(HttpVersion.Version20, answer.Version);
        Assert.Equal([":", "", "event: next", """data: {"data":{"ticks":"a"}}"""], await LinesAsync(lines, 4));
        using var first = await AskAsync(client, server, HttpVersion.Version11);
        Assert.Equal(HttpStatusCode.BadRequest, first.StatusCode);
        Assert.Equal("An HTTP/1.x request was sent to an HTTP/2 only endpoint.", await first.Content.ReadAsStringAsync());
    }

    private static async Task<List<string?>> LinesAsync(StreamReader reader, int count)
    {
        var lines = new List<string?>();
        while (lines.Count < count)
            lines.Add(await reader.ReadLineAsync());
        return lines;
    }

    private HttpClient Trusting() =>
        new(
            new SocketsHttpHandler
            {
                SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == _certificate },
            }
        )
        {
            Timeout = ServerUnderTest.Patience,
        };

    private static async Task<HttpResponseMessage> AskAsync(HttpClient client, ServerUnderTest server, Version version)
    {
        using var request = RequestTo(server, version, "{ hello }", "application/json");
        return await client.SendAsync(request);
    }

    private static HttpRequestMessage RequestTo(ServerUnderTest server, Version version, string query, string accept) =>
        new(HttpMethod.Get, $"{server.Address}?query={Uri.EscapeDataString(query)}")
        {
            Version = version,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Headers = { { "Accept", accept }, { "Host", "graph.example" } },
        };

    /// <summary>The settings of a certificate that is made for this test.</summary>
    private (string, string)[] Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=graph.example", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        _certificate = certificate.GetCertHashString();
        var file = Path.Combine(_folder.FullName, "certificate.pfx");
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pkcs12, "test"));
        return [("Kestrel:Certificates:Default:Path", file), ("Kestrel:Certificates:Default:Password", "test")];
    }
}
