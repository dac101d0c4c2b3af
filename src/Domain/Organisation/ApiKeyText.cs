using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace Lintel.Domain.Organisation;

/// <summary>What is left of a key that somebody presents: its prefix, which is no secret, and the hash of its secret.</summary>
public readonly record struct PresentedKey(string Prefix, ReadOnlyMemory<byte> Hash);

/// <summary>
/// The text of an API key: <c>lintel_PREFIX_SECRETCHECK</c> in lower-case hex, 16 characters of prefix, 64 of secret (256 random bits) and 8 of
/// a CRC-32C over all before it, by which scanners for leaked secrets tell a key from what only looks like one.
/// </summary>
public static class ApiKeyText
{
    /// <summary>How every key begins, and no token does.</summary>
    public const string Start = "lintel_";
    public const int PrefixLength = 16;
    public const int Length = SecretAt + SecretLength + CheckLength;

    private const int SecretLength = 64;
    private const int CheckLength = 8;
    private const int SecretAt = 7 + PrefixLength + 1;

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    /// <summary>A prefix that nobody has: 64 random bits.</summary>
    public static string NewPrefix() => RandomNumberGenerator.GetHexString(PrefixLength, lowercase: true);

    /// <summary>A new secret under a prefix: the whole text, which is shown once, and the hash, which is kept.</summary>
    public static (string Text, string Hash) NewSecret(string prefix)
    {
        var secret = RandomNumberGenerator.GetBytes(SecretLength / 2);
        var text = $"{Start}{prefix}_{Convert.ToHexStringLower(secret)}";
        return (text + CheckOf(text), Convert.ToHexStringLower(SHA256.HashData(secret)));
    }

    /// <summary>Whether a bearer's text means to be a key.</summary>
    public static bool IsMeant(string text) => text.StartsWith(Start, StringComparison.Ordinal);

    /// <summary>Reads a key by its form and checksum alone; null: it is none, or was mistyped or cut.</summary>
    public static PresentedKey? Read(string text)
    {
        if (text.Length != Length || !IsMeant(text) || text[SecretAt - 1] != '_')
        {
            return null;
        }

        Span<byte> secret = stackalloc byte[SecretLength / 2];
        return
            IsHex(text.AsSpan(Start.Length, PrefixLength))
            && text.AsSpan(SecretAt + SecretLength).SequenceEqual(CheckOf(text.AsSpan(0, SecretAt + SecretLength)))
            && IsHex(text.AsSpan(SecretAt, SecretLength))
            && Convert.FromHexString(text.AsSpan(SecretAt, SecretLength), secret, out _, out _) == OperationStatus.Done
            ? new PresentedKey(text.Substring(Start.Length, PrefixLength), SHA256.HashData(secret))
            : null;
    }

    /// <summary>CRC-32C, which finds every change of one character; it keeps no secret.</summary>
    private static string CheckOf(ReadOnlySpan<char> text)
    {
        var check = uint.MaxValue;
        foreach (var character in text)
        {
            check = BitOperations.Crc32C(check, character);
        }

        return (~check).ToString("x8", CultureInfo.InvariantCulture);
    }

    private static bool IsHex(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Hex);
}
