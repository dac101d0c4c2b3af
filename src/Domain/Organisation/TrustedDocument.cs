using System.Security.Cryptography;
using System.Text;

namespace Lintel.Domain.Organisation;

/// <summary>
/// A document that a client, which is an account, may send by its id alone (ADR 24). The id is the hash of the text, so under one id there is never
/// another text.
/// </summary>
public sealed class TrustedDocument : IVersioned
{
    public const int HashLength = 64;
    public const int LongestName = 200;

    private TrustedDocument() { }

    public Guid Id { get; private set; }
    public Guid BrandId { get; private set; }

    /// <summary>The franchise partner of its account; null above it.</summary>
    public Guid? FranchiseId { get; private set; }
    public Guid AccountId { get; private set; }
    public Account Account { get; private set; } = null!; // EF navigation

    /// <summary>SHA-256 of the text in UTF-8, in lower-case hex: the id that the client sends.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>What the client calls it; null: nothing.</summary>
    public string? Name { get; private set; }
    public string Text { get; private set; } = "";

    /// <summary>When it was taken away; null: it was not.</summary>
    public DateTimeOffset? RetiredAt { get; private set; }
    public long Version { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    public static TrustedDocument Create(Guid id, Account account, string text, string? name, DateTimeOffset at) =>
        new()
        {
            Id = id,
            BrandId = account.BrandId,
            FranchiseId = account.FranchiseId,
            AccountId = account.Id,
            Hash = HashOf(text),
            Name = name,
            Text = text,
            Version = 1,
            CreatedAt = at,
        };

    /// <summary>The id of a text.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Whether a text is an id: 64 characters of lower-case hex.</summary>
    public static bool IsHash(string text) => text.Length == HashLength && text.All(char.IsAsciiHexDigitLower);

    /// <summary>Takes it away from its client.</summary>
    public void Retire(DateTimeOffset at)
    {
        RetiredAt ??= at;
        Version++;
    }

    /// <summary>Gives it back.</summary>
    public void Restore()
    {
        RetiredAt = null;
        Version++;
    }
}
