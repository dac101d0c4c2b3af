using System.Buffers.Text;

namespace Lintel.Batching.Types;

/// <summary>Ids and cursors in the spelling all peers share.</summary>
internal static class Ids
{
    public static string Of(string type, Guid id) => $"{type}_{Base64Url.EncodeToString(id.ToByteArray(bigEndian: true))}";

    public static Guid Read(string id) => new(Base64Url.DecodeFromChars(id.AsSpan(id.IndexOf('_') + 1)), bigEndian: true);

    public static string Cursor(long key, Guid id)
    {
        Span<byte> bytes = stackalloc byte[24];
        BitConverter.TryWriteBytes(bytes, key);
        id.TryWriteBytes(bytes[8..]);
        return Base64Url.EncodeToString(bytes);
    }

    public static (long Key, Guid Id) ReadCursor(string cursor)
    {
        var bytes = Base64Url.DecodeFromChars(cursor);
        return (BitConverter.ToInt64(bytes), new Guid(bytes.AsSpan(8)));
    }
}
