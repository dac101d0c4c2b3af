using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Lintel.Server.Transport.Streams;

/// <summary>Counts the streams of this server and tells how far behind their readers are.</summary>
internal sealed class StreamMetrics : IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Lintel.Streams";

    private const string TransportTag = "transport";
    private static readonly string[] Transports = [StreamTransport.WebSocket, StreamTransport.EventStream];

    private readonly Meter _meter = new(MeterName);
    private readonly ConcurrentDictionary<Outbox, string> _outboxes = [];
    private readonly UpDownCounter<long> _active;
    private readonly Counter<long> _ended;
    private readonly Histogram<double> _fanOut;
    private readonly TimeProvider _clock;

    public StreamMetrics(TimeProvider clock)
    {
        _clock = clock;
        _active = _meter.CreateUpDownCounter<long>("lintel.stream.active", "{stream}", "Subscriptions that are followed, by their transport.");
        _ended = _meter.CreateCounter<long>(
            "lintel.stream.ended",
            "{connection}",
            "Connections with streams that the server ended, by the reason's code."
        );
        _fanOut = _meter.CreateHistogram(
            "lintel.stream.fan_out.duration",
            "s",
            "Time from an event to its being put in line for a subscriber who was there when it happened.",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
            }
        );
        _meter.CreateObservableGauge(
            "lintel.stream.connections",
            () => Of(outboxes => outboxes.Count),
            "{connection}",
            "Open sockets and event streams, with a subscription or without."
        );
        _meter.CreateObservableGauge(
            "lintel.stream.backlog",
            () => Of(outboxes => outboxes.Select(outbox => outbox.Waiting).DefaultIfEmpty().Max()),
            "{message}",
            "Most messages that wait for the reader of one connection."
        );
    }

    public void Dispose() => _meter.Dispose();

    /// <summary>A connection is open until this is disposed of.</summary>
    public IDisposable Watch(Outbox outbox, string transport)
    {
        _outboxes[outbox] = transport;
        return new Watched(() => _outboxes.TryRemove(outbox, out _));
    }

    /// <summary>A subscription has begun.</summary>
    public void Began(string transport) => _active.Add(1, Tag(transport));

    /// <summary>A subscription that had begun is over.</summary>
    public void Ended(string transport) => _active.Add(-1, Tag(transport));

    /// <summary>The server ends a connection for a reason that its client is told.</summary>
    public void Cut(string transport, string code) => _ended.Add(1, Tag(transport), new KeyValuePair<string, object?>("code", code));

    /// <summary>An event is in line for a subscriber who came at <paramref name="since"/>; what had happened by then is no news.</summary>
    public void Told(string transport, DateTimeOffset at, DateTimeOffset since)
    {
        if (_fanOut.Enabled && at >= since)
            _fanOut.Record(Math.Max(0, (_clock.GetUtcNow() - at).TotalSeconds), Tag(transport));
    }

    private IEnumerable<Measurement<long>> Of(Func<IReadOnlyList<Outbox>, long> figure) =>
        Transports.Select(transport => new Measurement<long>(
            figure([.. _outboxes.Where(pair => pair.Value == transport).Select(pair => pair.Key)]),
            Tag(transport)
        ));

    private static KeyValuePair<string, object?> Tag(string transport) => new(TransportTag, transport);

    private sealed class Watched(Action gone) : IDisposable
    {
        public void Dispose() => gone();
    }
}

/// <summary>By what a subscriber is told, as metrics name it.</summary>
internal static class StreamTransport
{
    public const string WebSocket = "websocket";
    public const string EventStream = "event_stream";
}
