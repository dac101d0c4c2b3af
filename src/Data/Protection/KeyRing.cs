using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Lintel.Data;

/// <summary>
/// The keys that personal data is sealed with. They are never in the database. New values are sealed with the current key; values under
/// an older one stay readable until <see cref="KeyRotation"/> has sealed them anew.
/// </summary>
public sealed partial class KeyRing
{
    /// <summary>Bytes of every key.</summary>
    public const int KeyBytes = 32;

    private readonly Dictionary<string, byte[]> _keys;
    private readonly byte[] _indexKey;

    /// <param name="keys">Master keys of 32 bytes by their ids (1 to 16 letters, digits, <c>-</c> or <c>_</c>).</param>
    /// <param name="current">The id of the key for new values.</param>
    /// <param name="indexKey">32 bytes that lookups are made with. It outlives the other keys: with another one no value is found again.</param>
    /// <exception cref="ArgumentException">A key has another length, an id is misspelt, or the current key is not among them.</exception>
    public KeyRing(IReadOnlyDictionary<string, byte[]> keys, string current, byte[] indexKey)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(indexKey);
        if (keys.FirstOrDefault(key => !Id().IsMatch(key.Key) || key.Value.Length != KeyBytes).Key is { } wrong)
        {
            throw new ArgumentException(
                $"The key '{wrong}' must have {KeyBytes} bytes and an id of 1 to 16 letters, digits, '-' or '_'.",
                nameof(keys)
            );
        }

        if (indexKey.Length != KeyBytes)
        {
            throw new ArgumentException($"The index key must have {KeyBytes} bytes.", nameof(indexKey));
        }

        if (!keys.ContainsKey(current))
        {
            throw new ArgumentException($"There is no key '{current}'.", nameof(current));
        }

        // What is stored in settings is never used itself: each purpose has a key of its own.
        _keys = keys.ToDictionary(key => key.Key, key => Derived(key.Value, "lintel field encryption"), StringComparer.Ordinal);
        _indexKey = Derived(indexKey, "lintel blind index");
        Current = current;
    }

    /// <summary>The id of the key for new values.</summary>
    public string Current { get; }

    /// <summary>A ring of one key that also makes the lookups; for development and tests.</summary>
    public static KeyRing Single(byte[] key) => new(new Dictionary<string, byte[]>(StringComparer.Ordinal) { ["dev"] = key }, "dev", key);

    internal byte[]? Find(string id) => _keys.GetValueOrDefault(id);

    internal byte[] IndexKeyOf(Guid brandId, string column) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _indexKey, KeyBytes, brandId.ToByteArray(bigEndian: true), Encoding.UTF8.GetBytes(column));

    internal byte[] FingerprintKey => field ??= Derived(_indexKey, "lintel request fingerprint");

    internal byte[] ChainKey => field ??= Derived(_indexKey, "lintel audit chain");

    private static byte[] Derived(byte[] key, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyBytes, info: Encoding.UTF8.GetBytes(purpose));

    [GeneratedRegex("^[A-Za-z0-9_-]{1,16}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Id();
}
