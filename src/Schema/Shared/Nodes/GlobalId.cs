using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace Lintel.Schema.Shared.Nodes;

/// <summary>
/// The opaque id of a node: its type and its UUID, e.g. <c>Listing_AZqk…</c> (type name, underscore, 22 characters base64url).
/// Callers must not take it apart; the type is there so that an id of the wrong type is recognised, and for the reader of a log.
/// </summary>
internal static class GlobalId
{
    private const int EncodedLength = 22;

    public static string Encode(string typeName, Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return $"{typeName}_{Base64Url.EncodeToString(bytes)}";
    }

    public static bool TryDecode(string? text, [NotNullWhen(true)] out string? typeName, out Guid id)
    {
        (typeName, id) = (null, default);
        if (text is null)
        {
            return false;
        }

        var separator = text.Length - EncodedLength - 1;
        Span<byte> bytes = stackalloc byte[16];
        if (
            separator <= 0
            || text[separator] != '_'
            || !Base64Url.IsValid(text.AsSpan(separator + 1))
            || !Base64Url.TryDecodeFromChars(text.AsSpan(separator + 1), bytes, out var written)
            || written != 16
        )
        {
            return false;
        }

        typeName = text[..separator];
        id = new Guid(bytes, bigEndian: true);
        return string.Equals(Encode(typeName, id), text, StringComparison.Ordinal);
    }
}
