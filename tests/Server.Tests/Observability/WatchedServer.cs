using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Lintel.Data;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Lintel.Server.Tests.Observability;

/// <summary>A server whose telemetry goes to a sink and, as objects, to the test.</summary>
internal sealed class WatchedServer : IAsyncDisposable
{
    /// <summary>The span of the caller that names a trace.</summary>
    public const string CallersSpan = "00000000000000ff";

    private readonly List<Activity> _spans = [];
    private readonly List<MetricSnapshot> _metrics = [];
    private readonly List<LogRecord> _logs = [];
    private int _requests;

    private WatchedServer(OtlpSink sink) => Sink = sink;

    public OtlpSink Sink { get; }
    public ServerUnderTest Server { get; private set; } = null!; // set by the only way to make one

    public static Task<WatchedServer> StartAsync(DatabaseProvider provider, params (string Key, string Value)[] settings) =>
        StartAsync(settings, (watch, all) => ServerUnderTest.StartAsync(provider, watch, all));

    public static Task<WatchedServer> StartWithProbeAsync(params (string Key, string Value)[] settings) =>
        StartAsync(settings, ServerUnderTest.StartWithProbeAsync);

    /// <summary>Asks as a caller whose trace is recorded or not; null: as one without a trace. The id of the trace.</summary>
    public async Task<string> AskAsync(object body, string? subject = "test|li", bool? isRecorded = true)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Server.Address)
        {
            Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"),
        };
        return await SendAsync(request, subject is null ? null : Server.TokenOf(subject), isRecorded);
    }

    public async Task<string> SendAsync(HttpRequestMessage request, string? token = null, bool? isRecorded = true)
    {
        var trace = (++_requests).ToString("x32", CultureInfo.InvariantCulture);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (isRecorded is { } recorded)
            request.Headers.Add("traceparent", $"00-{trace}-{CallersSpan}-{(recorded ? "01" : "00")}");
        using var response = await Server.Http.SendAsync(request);
        await response.Content.ReadAsStringAsync();
        return trace;
    }

    /// <summary>The spans of a source in a trace, in the order they ended in.</summary>
    public IReadOnlyList<Activity> SpansOf(string source, string trace) =>
        [.. _spans.Where(span => span.Source.Name == source && span.TraceId.ToHexString() == trace)];

    public int OperationCount => _spans.Count(span => span.Source.Name == "Lintel");

    /// <summary>Name and attributes of the one span of an operation.</summary>
    public string OperationOf(string trace)
    {
        var span = Assert.Single(SpansOf("Lintel", trace));
        return $"{span.DisplayName} {span.Kind} {span.Status}: {string.Join(' ', span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))}";
    }

    /// <summary>The points of an instrument: tags in order, and how often something was recorded, or what a gauge says, without what is behind the point.</summary>
    public IReadOnlyList<string> PointsOf(string instrument)
    {
        _metrics.Clear();
        Assert.True(Server.Part<MeterProvider>().ForceFlush());
        var points = new List<string>();
        foreach (var metric in _metrics.Where(metric => metric.Name == instrument))
        {
            foreach (var point in metric.MetricPoints)
            {
                var tags = new List<string>();
                foreach (var tag in point.Tags)
                    tags.Add($"{tag.Key}={tag.Value}");
                var count = metric.MetricType switch
                {
                    MetricType.Histogram => point.GetHistogramCount(),
                    MetricType.LongGauge => point.GetGaugeLastValueLong(),
                    MetricType.DoubleGauge => (long)point.GetGaugeLastValueDouble(),
                    _ => point.GetSumLong(),
                };
                points.Add($"{string.Join(' ', tags.Order(StringComparer.Ordinal))}: {count}");
            }
        }

        return [.. points.Order(StringComparer.Ordinal)];
    }

    public IReadOnlyList<LogRecord> Logs => _logs;

    /// <summary>Ends the server: what is under way is done, and all of it is exported.</summary>
    public async Task StopAsync()
    {
        await Server.StopAsync();
        Assert.True(Server.Part<TracerProvider>().ForceFlush());
        Assert.True(Server.Part<MeterProvider>().ForceFlush());
        Assert.True(Server.Part<LoggerProvider>().ForceFlush());
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Sink.DisposeAsync();
    }

    private static async Task<WatchedServer> StartAsync(
        (string Key, string Value)[] settings,
        Func<Action<IServiceCollection>, (string Key, string Value)[], Task<ServerUnderTest>> start
    )
    {
        var watched = new WatchedServer(await OtlpSink.StartAsync());
        watched.Server = await start(
            services =>
            {
                services.ConfigureOpenTelemetryTracerProvider(traces => traces.AddInMemoryExporter(watched._spans));
                services.ConfigureOpenTelemetryMeterProvider(metrics => metrics.AddInMemoryExporter(watched._metrics));
                services.ConfigureOpenTelemetryLoggerProvider(logs => logs.AddInMemoryExporter(watched._logs));
            },
            [.. watched.Sink.Settings, .. settings]
        );
        return watched;
    }
}
