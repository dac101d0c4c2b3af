using System.Buffers;
using System.Text;

namespace Lintel.Client.Transport;

/// <summary>Reads server-sent events: lines of <c>event:</c> and <c>data:</c> up to an empty one. Comments, ids and retry times are passed over.</summary>
internal sealed class EventStreamReader(Stream stream, int longestEvent) : IAsyncDisposable
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly ArrayBufferWriter<byte> _line = new(1024);
    private readonly ArrayBufferWriter<byte> _data = new(1024);
    private int _start;
    private int _end;

    /// <summary>The name of the event; empty when it has none.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Its data, valid until the next event is asked for.</summary>
    public ReadOnlyMemory<byte> Data => _data.WrittenMemory;

    /// <summary>Goes on to the next event; false at the end of the stream.</summary>
    public async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        Name = "";
        _data.ResetWrittenCount();
        while (await ReadLineAsync(cancellationToken).ConfigureAwait(false))
        {
            if (_line.WrittenCount == 0 && Name.Length > 0)
            {
                return true;
            }

            Take(_line.WrittenSpan);
        }

        return false;
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private void Take(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("event:"u8))
        {
            Name = Encoding.UTF8.GetString(Value(line["event:"u8.Length..]));
        }
        else if (line.StartsWith("data:"u8))
        {
            if (_data.WrittenCount > 0)
            {
                _data.Write("\n"u8);
            }

            _data.Write(Value(line["data:"u8.Length..]));
        }
    }

    /// <summary>One space behind the colon is no part of the value.</summary>
    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> text) => text.StartsWith(" "u8) ? text[1..] : text;

    private async ValueTask<bool> ReadLineAsync(CancellationToken cancellationToken)
    {
        _line.ResetWrittenCount();
        while (true)
        {
            var rest = _buffer.AsSpan(_start, _end - _start);
            var length = rest.IndexOf((byte)'\n');
            if (length >= 0)
            {
                _line.Write(rest[..length].TrimEnd((byte)'\r'));
                _start += length + 1;
                return true;
            }

            _line.Write(rest);
            if (_line.WrittenCount + _data.WrittenCount > longestEvent)
            {
                throw new IOException($"an event exceeds {longestEvent} bytes");
            }

            _start = 0;
            _end = await stream.ReadAsync(_buffer, cancellationToken).ConfigureAwait(false);
            if (_end == 0)
            {
                return false;
            }
        }
    }
}
