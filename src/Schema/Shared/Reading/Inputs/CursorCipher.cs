using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Lintel.Schema.Shared.Reading;

/// <summary>
/// Seals the position of a page: encrypted, authenticated, and bound to the order and the viewer's access class. The nonce is
/// derived from the content, so one position always has one cursor and a cursor tells nothing else.
/// </summary>
public sealed class CursorCipher
{
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private readonly byte[] _encryptionKey;
    private readonly byte[] _nonceKey;

    /// <param name="secret">At least 32 bytes, the same in every process that serves one brokerage.</param>
    public CursorCipher(byte[] secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        if (secret.Length < 32)
        {
            throw new ArgumentException("A cursor secret has at least 32 bytes.", nameof(secret));
        }

        _encryptionKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: "lintel cursor encryption"u8.ToArray());
        _nonceKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: "lintel cursor nonce"u8.ToArray());
    }

    internal string Encrypt(object?[] values, string binding)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(values.Select(Write).ToArray());
        var bound = Encoding.UTF8.GetBytes(binding);
        var output = new byte[NonceLength + plain.Length + TagLength];
        HMACSHA256.HashData(_nonceKey, (byte[])[.. bound, 0, .. plain]).AsSpan(0, NonceLength).CopyTo(output);
        using var aes = new AesGcm(_encryptionKey, TagLength);
        aes.Encrypt(output.AsSpan(0, NonceLength), plain, output.AsSpan(NonceLength, plain.Length), output.AsSpan(NonceLength + plain.Length), bound);
        return Base64Url.EncodeToString(output);
    }

    /// <summary>The sort keys of the position; null when the cursor was altered, is foreign or belongs to another order.</summary>
    internal object?[]? Decrypt(string cursor, string binding)
    {
        try
        {
            var input = Base64Url.DecodeFromChars(cursor);
            // The decoder forgives white space, padding and stray bits; a cursor is taken as it was given or not at all.
            if (input.Length <= NonceLength + TagLength || !string.Equals(Base64Url.EncodeToString(input), cursor, StringComparison.Ordinal))
            {
                return null;
            }

            var plain = new byte[input.Length - NonceLength - TagLength];
            using var aes = new AesGcm(_encryptionKey, TagLength);
            aes.Decrypt(
                input.AsSpan(0, NonceLength),
                input.AsSpan(NonceLength, plain.Length),
                input.AsSpan(NonceLength + plain.Length),
                plain,
                Encoding.UTF8.GetBytes(binding)
            );
            return [.. (JsonSerializer.Deserialize<string?[]>(plain) ?? []).Select(Read)];
        }
        catch (Exception failure) when (failure is FormatException or CryptographicException or JsonException)
        {
            return null;
        }
    }

    private static string? Write(object? value) =>
        value switch
        {
            null => null,
            long number => "l" + number.ToString(CultureInfo.InvariantCulture),
            string text => "s" + text,
            Guid id => "g" + id.ToString("N"),
            bool truth => truth ? "b1" : "b0",
            DateOnly date => "d" + date.ToString("O", CultureInfo.InvariantCulture),
            DateTime instant => "t" + instant.ToUniversalTime().Ticks.ToString(CultureInfo.InvariantCulture),
            _ => throw new NotSupportedException($"{value.GetType().Name} cannot be a sort key."),
        };

    private static object? Read(string? text) =>
        text is null
            ? null
            : text[0] switch
            {
                'l' => long.Parse(text.AsSpan(1), CultureInfo.InvariantCulture),
                's' => text[1..],
                'g' => Guid.ParseExact(text.AsSpan(1), "N"),
                'b' => text is "b1",
                'd' => DateOnly.ParseExact(text.AsSpan(1), "O", CultureInfo.InvariantCulture),
                't' => new DateTime(long.Parse(text.AsSpan(1), CultureInfo.InvariantCulture), DateTimeKind.Utc),
                _ => throw new FormatException("Unknown kind of sort key."),
            };
}
