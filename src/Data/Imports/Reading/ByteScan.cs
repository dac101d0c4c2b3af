using System.Security.Cryptography;
using System.Text;

namespace Lintel.Data.Imports;

/// <summary>What one pass over the bytes of a file tells; the start is there for its byte order mark.</summary>
internal sealed record ByteScan(long Length, byte[] Start, string Hash, bool IsUtf8, bool IsBinary)
{
    public static async Task<ByteScan> RunAsync(Stream content, CancellationToken cancellationToken)
    {
        content.Position = 0;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var utf8 = new Utf8Guess();
        var buffer = new byte[64 * 1024];
        byte[] start = [];
        var length = 0L;
        var hasNul = false;
        int read;
        while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (length == 0)
            {
                start = buffer[..Math.Min(read, 4)];
            }

            length += read;
            hash.AppendData(buffer, 0, read);
            hasNul |= buffer.AsSpan(0, read).Contains((byte)0);
            utf8.Append(buffer.AsSpan(0, read));
        }

        // UTF-16 is full of zero bytes and says so in its first two.
        var isUtf16 = start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];
        return new(length, start, Convert.ToHexStringLower(hash.GetHashAndReset()), utf8.HoldsToTheEnd(), hasNul && !isUtf16);
    }

    /// <summary>
    /// Whether bytes that come in pieces are UTF-8. A few broken ones among many good characters cost their rows, not
    /// the file; of a text in another encoding nearly every character is broken.
    /// </summary>
    private sealed class Utf8Guess
    {
        private const int GoodPerBroken = 20;

        private readonly Decoder _decoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetDecoder();

        private long _good;
        private long _broken;

        public void Append(ReadOnlySpan<byte> bytes) => Count(bytes, flush: false);

        public bool HoldsToTheEnd()
        {
            Count([], flush: true);
            return _broken * GoodPerBroken <= _good;
        }

        private void Count(ReadOnlySpan<byte> bytes, bool flush)
        {
            var chars = new char[_decoder.GetCharCount(bytes, flush)];
            _decoder.GetChars(bytes, chars, flush);
            foreach (var character in chars)
            {
                if (character == '\uFFFD')
                {
                    _broken++;
                }
                else if (character > '\u007F')
                {
                    _good++;
                }
            }
        }
    }
}
