using System.Net;
using System.Net.Sockets;

namespace Lintel.Reads;

/// <summary>A collector of telemetry that takes everything and keeps nothing, so that a server is measured with its telemetry on.</summary>
internal sealed class OtlpSink : IDisposable
{
    private readonly HttpListener _listener = new();

    private OtlpSink(string address)
    {
        _listener.Prefixes.Add(address);
        _listener.Start();
        Environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        };
    }

    /// <summary>What a server is told that exports nothing.</summary>
    public static IReadOnlyDictionary<string, string> None { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What makes a server export to here.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    public int Exports { get; private set; }
    public long Bytes { get; private set; }

    public static OtlpSink Start()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        var sink = new OtlpSink($"http://127.0.0.1:{port}/");
        _ = sink.TakeAsync();
        return sink;
    }

    public void Dispose() => _listener.Close();

    private async Task TakeAsync()
    {
        var buffer = new byte[65_536];
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                int read;
                while ((read = await context.Request.InputStream.ReadAsync(buffer)) > 0)
                    Bytes += read;
                Exports++;
                context.Response.StatusCode = (int)HttpStatusCode.OK;
                context.Response.ContentType = "application/x-protobuf";
                context.Response.Close();
            }
            catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException or IOException)
            {
                // The server under measurement went away, or this ends.
            }
        }
    }
}
