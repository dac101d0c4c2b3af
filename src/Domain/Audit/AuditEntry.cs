using System.Globalization;
using Lintel.Domain.Clients;
using Lintel.Domain.Listings;

namespace Lintel.Domain.Audit;

/// <summary>What the audit log keeps.</summary>
public enum AuditKind
{
    /// <summary>Somebody was shown a clear value behind a mask, for a reason given.</summary>
    Reveal,

    /// <summary>Somebody asked for an element that the role has no grant for.</summary>
    Denial,

    /// <summary>Who may see what has changed.</summary>
    PolicyChange,
}

/// <summary>What is to be noted in the audit log.</summary>
public sealed record AuditNote(AuditKind Kind, string Element)
{
    /// <summary>The client it is about; null: none in particular.</summary>
    public Guid? ClientId { get; init; }

    /// <summary>The listing it is about; null: none in particular.</summary>
    public Guid? ListingId { get; init; }

    /// <summary>The words of whoever did it; never personal data.</summary>
    public string? Reason { get; init; }

    /// <summary>How often it happened, where many are noted as one.</summary>
    public int Times { get; init; } = 1;

    /// <summary>It happened between 22:00 and 08:00 of the office.</summary>
    public bool IsOffHours { get; init; }
}

/// <summary>
/// One entry of a brand's audit log. Each carries a keyed hash over its own content and the hash of the entry before, so none can be
/// changed, taken out or put in between unnoticed.
/// </summary>
public sealed class AuditEntry
{
    public const int LongestElement = 500;
    public const int LongestReason = 200;

    private AuditEntry() { }

    public Guid BrandId { get; private set; }

    /// <summary>From 1 without gaps.</summary>
    public long Sequence { get; private set; }
    public AuditKind Kind { get; private set; }
    public DateTimeOffset OccurredAt { get; private set; }

    /// <summary>Who; null: the system itself.</summary>
    public Guid? AccountId { get; private set; }
    public string? AccountName { get; private set; }
    public Role? Role { get; private set; }

    /// <summary>The coordinates of what it is about, e.g. `Client.phone`.</summary>
    public string Element { get; private set; } = "";
    public Guid? ClientId { get; private set; }
    public Client? Client { get; private set; }
    public Guid? ListingId { get; private set; }
    public Listing? Listing { get; private set; }
    public string? Reason { get; private set; }
    public int Times { get; private set; }
    public bool IsOffHours { get; private set; }
    public string PreviousHash { get; private set; } = "";
    public string Hash { get; private set; } = "";

    /// <summary>The next entry after the one with <paramref name="previousHash"/> (empty: the first).</summary>
    public static AuditEntry Create(
        Guid brandId,
        long sequence,
        AuditNote note,
        Viewer? actor,
        DateTimeOffset at,
        string previousHash,
        Func<string, string> hash
    )
    {
        var entry = new AuditEntry
        {
            BrandId = brandId,
            Sequence = sequence,
            Kind = note.Kind,
            // Databases keep microseconds; what is hashed must come back.
            OccurredAt = new DateTimeOffset(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero),
            AccountId = actor?.AccountId,
            AccountName = actor?.Name,
            Role = actor?.Role,
            Element = note.Element.Length > LongestElement ? note.Element[..LongestElement] : note.Element,
            ClientId = note.ClientId,
            ListingId = note.ListingId,
            Reason = note.Reason,
            Times = note.Times,
            IsOffHours = note.IsOffHours,
            PreviousHash = previousHash,
        };
        entry.Hash = hash(entry.Content());
        return entry;
    }

    /// <summary>Everything the hash stands for, in one unambiguous text.</summary>
    public string Content() =>
        string.Join(
            '\n',
            new string?[]
            {
                BrandId.ToString("N"),
                Number(Sequence),
                Kind.ToString(),
                Number(OccurredAt.UtcTicks),
                AccountId?.ToString("N"),
                AccountName,
                Role?.ToString(),
                Element,
                ClientId?.ToString("N"),
                ListingId?.ToString("N"),
                Reason,
                Number(Times),
                IsOffHours ? "1" : "0",
                PreviousHash,
            }.Select(part => part is null ? "-" : $"{Number(part.Length)}:{part}")
        );

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
