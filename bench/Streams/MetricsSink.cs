using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Lintel.Streams;

/// <summary>A collector that keeps the last value of each series of a server: what its owner would see.</summary>
internal sealed class MetricsSink : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentDictionary<string, double> _values = new(StringComparer.Ordinal);
    private readonly string _address;
    private int _exports;

    private MetricsSink(string address)
    {
        _address = address;
        _listener.Prefixes.Add(address);
        _listener.Start();
    }

    /// <summary>What makes a server export its metrics to here, five times a second.</summary>
    public IReadOnlyDictionary<string, string> Settings =>
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"] = $"{_address}v1/metrics",
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
        };

    public static MetricsSink Start()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        var sink = new MetricsSink(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
        _ = sink.TakeAsync();
        return sink;
    }

    /// <summary>The sum of an instrument over its series, once two more exports have come: the first may have begun before this was asked.</summary>
    /// <param name="instrument">Its name.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <param name="attribute">Only of series one of whose attributes has this value; null: of all.</param>
    public async Task<double> ReadAsync(string instrument, CancellationToken stop, string? attribute = null)
    {
        var within = attribute is null ? "" : Convert.ToHexString(Encoding.UTF8.GetBytes(attribute));
        var seen = Volatile.Read(ref _exports);
        while (Volatile.Read(ref _exports) < seen + 2)
            await Task.Delay(50, stop);
        return _values
            .Where(pair =>
                pair.Key.Split('|') is [var name, var attributes] && name == instrument && attributes.Contains(within, StringComparison.Ordinal)
            )
            .Sum(pair => pair.Value);
    }

    public void Dispose() => _listener.Close();

    private async Task TakeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                foreach (var (series, value) in OtlpMetrics.Read(body.ToArray()))
                    _values[series] = value;
                Interlocked.Increment(ref _exports);
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

/// <summary>As much of OTLP as is needed: sums and gauges of an ExportMetricsServiceRequest, each with its name and its attributes' bytes.</summary>
internal static class OtlpMetrics
{
    public static IEnumerable<(string Series, double Value)> Read(byte[] request)
    {
        foreach (var resource in Parts(request, 1))
        foreach (var scope in Parts(resource, 2))
        foreach (var metric in Parts(scope, 2))
        {
            var name = Encoding.UTF8.GetString(Parts(metric, 1).First().Span);
            foreach (var points in Parts(metric, 5).Concat(Parts(metric, 7)))
            foreach (var point in Parts(points, 1))
            {
                var attributes = string.Concat(Parts(point, 7).Select(part => Convert.ToHexString(part.Span)));
                yield return ($"{name}|{attributes}", Fields(point).Where(field => field.Number is 4 or 6).Select(Value).FirstOrDefault());
            }
        }
    }

    private static double Value((int Number, ReadOnlyMemory<byte> Content) field) =>
        field.Number == 4 ? BitConverter.ToDouble(field.Content.Span) : BitConverter.ToInt64(field.Content.Span);

    private static IEnumerable<ReadOnlyMemory<byte>> Parts(ReadOnlyMemory<byte> message, int number) =>
        Fields(message).Where(field => field.Number == number).Select(field => field.Content);

    private static IEnumerable<(int Number, ReadOnlyMemory<byte> Content)> Fields(ReadOnlyMemory<byte> message)
    {
        var at = 0;
        while (at < message.Length)
        {
            var tag = Varint(message, ref at);
            var length = (tag & 7) switch
            {
                0 => Skip(message, at),
                1 => 8,
                2 => (int)Varint(message, ref at),
                5 => 4,
                var wire => throw new InvalidDataException($"{wire} is no wire type."),
            };
            yield return ((int)(tag >> 3), message.Slice(at, length));
            at += length;
        }
    }

    private static int Skip(ReadOnlyMemory<byte> message, int at)
    {
        var end = at;
        Varint(message, ref end);
        return end - at;
    }

    private static ulong Varint(ReadOnlyMemory<byte> message, ref int at)
    {
        var (value, shift) = (0UL, 0);
        while (true)
        {
            var next = message.Span[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
            shift += 7;
        }
    }
}
