using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Lintel.Data;

/// <summary>Where a sealed value belongs; in any other place it does not open.</summary>
public readonly record struct SealedPlace(Guid BrandId, string Column, Guid RowId)
{
    internal byte[] ToBytes() => Encoding.UTF8.GetBytes($"{BrandId:N}|{Column}|{RowId:N}");
}

/// <summary>
/// Seals personal data value by value (AES-256-GCM, NIST SP 800-38D), bound to tenant, column and row, with the key's id in the value:
/// <c>v1.KEY.base64url(nonce ‖ ciphertext ‖ tag)</c>. Equality is found by a keyed blind index, which differs between tenants and columns.
/// </summary>
public sealed class FieldProtector(KeyRing keys)
{
    private const string Version = "v1.";
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>Of 32; enough that no two values of one brand meet by chance.</summary>
    private const int IndexLength = 16;

    private readonly ConcurrentDictionary<(Guid, string), byte[]> _indexKeys = new();

    /// <summary>What a value sealed with the current key starts with.</summary>
    public string CurrentPrefix { get; } = $"{Version}{keys.Current}.";

    public string Seal(string clear, SealedPlace place)
    {
        var output = new byte[NonceLength + Encoding.UTF8.GetByteCount(clear) + TagLength];
        var nonce = output.AsSpan(0, NonceLength);
        var cipher = output.AsSpan(NonceLength, output.Length - NonceLength - TagLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(keys.Find(keys.Current)!, TagLength); // the ring has its current key
        aes.Encrypt(nonce, Encoding.UTF8.GetBytes(clear), cipher, output.AsSpan(output.Length - TagLength), place.ToBytes());
        return CurrentPrefix + Base64Url.EncodeToString(output);
    }

    /// <summary>The clear value.</summary>
    /// <exception cref="CryptographicException">The value was altered, belongs to another place, or its key is not in the ring.</exception>
    public string Open(ReadOnlySpan<char> value, SealedPlace place)
    {
        var end = value.StartsWith(Version, StringComparison.Ordinal) ? value[Version.Length..].IndexOf('.') : -1;
        if (end < 0)
        {
            throw new CryptographicException($"A value of {place.Column} is not sealed.");
        }

        var id = value.Slice(Version.Length, end).ToString();
        var key =
            keys.Find(id) ?? throw new CryptographicException($"A value of {place.Column} is sealed with the key '{id}', which is not in the ring.");
        byte[] input;
        try
        {
            input = Base64Url.DecodeFromChars(value[(Version.Length + end + 1)..]);
        }
        catch (FormatException broken)
        {
            throw new CryptographicException($"A value of {place.Column} is not sealed.", broken);
        }

        if (input.Length < NonceLength + TagLength)
        {
            throw new CryptographicException($"A value of {place.Column} is not sealed.");
        }

        var clear = new byte[input.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key, TagLength);
        aes.Decrypt(
            input.AsSpan(0, NonceLength),
            input.AsSpan(NonceLength, clear.Length),
            input.AsSpan(input.Length - TagLength),
            clear,
            place.ToBytes()
        );
        return Encoding.UTF8.GetString(clear);
    }

    /// <summary>What equal values of one column and brand have in common, and nobody without the key can tell from the value.</summary>
    public string IndexOf(string clear, Guid brandId, string column)
    {
        var key = _indexKeys.GetOrAdd((brandId, column), place => keys.IndexKeyOf(place.Item1, place.Item2));
        return Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(clear)).AsSpan(0, IndexLength));
    }

    /// <summary>A fingerprint of a request that may hold personal data: without the key nobody finds the request by trying.</summary>
    public string FingerprintOf(string request) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(keys.FingerprintKey, Encoding.UTF8.GetBytes(request)));

    /// <summary>The hash of an audit entry: keyed, so that who can only write to the database cannot rewrite the log.</summary>
    public string ChainHashOf(string content) => Convert.ToHexStringLower(HMACSHA256.HashData(keys.ChainKey, Encoding.UTF8.GetBytes(content)));
}
