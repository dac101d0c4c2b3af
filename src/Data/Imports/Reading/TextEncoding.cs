using System.Text;
using UtfUnknown;

namespace Lintel.Data.Imports;

/// <summary>
/// Which characters the bytes of a file mean. What reads as UTF-8 is UTF-8, a byte order mark tells UTF-16; only the rest
/// is left to statistics, and the national sets all widen to GB18030, which contains them.
/// </summary>
internal static class TextEncoding
{
    private const float LeastConfidence = 0.5f;

    private static readonly string[] ChineseSets = ["gb18030", "gb2312", "gbk", "hz-gb-2312"];

    /// <summary>Detects the encoding of a seekable stream; null when nothing fits.</summary>
    public static Encoding? Detect(Stream content, ReadOnlySpan<byte> start, bool isUtf8)
    {
        if (isUtf8)
        {
            return Utf8();
        }

        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            return Encoding.Unicode;
        }

        if (start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return Encoding.BigEndianUnicode;
        }

        content.Position = 0;
        var best = CharsetDetector.DetectFromStream(content).Detected;
        if (best is null || best.Confidence < LeastConfidence)
        {
            return null;
        }

        return ChineseSets.Contains(best.EncodingName, StringComparer.OrdinalIgnoreCase)
            ? CodePagesEncodingProvider.Instance.GetEncoding("GB18030")
            : CodePagesEncodingProvider.Instance.GetEncoding(best.EncodingName) ?? best.Encoding;
    }

    private static UTF8Encoding Utf8() => new(encoderShouldEmitUTF8Identifier: true);
}
