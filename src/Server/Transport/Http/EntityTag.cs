using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Lintel.Server.Transport.Http;

/// <summary>A strong ETag: two answers have the same one only if they are the same to the byte, on the wire too.</summary>
internal static class EntityTag
{
    private const int Bytes = 16;

    public static string Of(ReadOnlySpan<byte> json, string mediaType, string? encoding)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(json, hash);
        return $"\"{Convert.ToHexStringLower(hash[..Bytes])}-{(mediaType == MediaTypes.Json ? "json" : "graphql")}-{encoding ?? "plain"}\"";
    }

    /// <summary>Whether the caller says that it has this answer.</summary>
    public static bool IsIn(HttpRequest request, string tag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known)
        && known.Any(one => one.Tag == "*" || string.Equals(one.Tag.Value, tag, StringComparison.Ordinal));
}
