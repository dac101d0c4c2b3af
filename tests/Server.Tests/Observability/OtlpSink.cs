using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Lintel.Server.Tests.Observability;

/// <summary>A collector that takes OTLP over HTTP and keeps the bytes.</summary>
internal sealed class OtlpSink : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Dictionary<string, MemoryStream> _received = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    private OtlpSink(WebApplication app) => _app = app;

    /// <summary>The settings of a server that exports everything to here.</summary>
    public (string Key, string Value)[] Settings =>
        [
            ("OTEL_EXPORTER_OTLP_ENDPOINT", _app.Urls.Single()),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            // Only when it is flushed.
            ("OTEL_BSP_SCHEDULE_DELAY", "600000"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "600000"),
        ];

    public static async Task<OtlpSink> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var sink = new OtlpSink(builder.Build());
        sink._app.MapPost("/v1/{signal}", sink.TakeAsync);
        await sink._app.StartAsync();
        return sink;
    }

    /// <summary>What came of a signal (traces, metrics, logs), as far as it is text.</summary>
    public string TextOf(string signal)
    {
        lock (_gate)
        {
            return _received.TryGetValue(signal, out var bytes) ? Encoding.UTF8.GetString(bytes.ToArray()) : "";
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        foreach (var bytes in _received.Values)
        {
            await bytes.DisposeAsync();
        }
    }

    private async Task TakeAsync(HttpContext context, string signal)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        lock (_gate)
        {
            if (!_received.TryGetValue(signal, out var all))
            {
                _received[signal] = all = new MemoryStream();
            }

            all.Write(body.ToArray());
        }

        context.Response.StatusCode = (int)HttpStatusCode.OK;
    }
}
