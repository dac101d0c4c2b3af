using System.Security.Cryptography;

namespace Lintel.Domain.Organisation;

/// <summary>
/// An API key of an account that a machine signs in with (ADR 23). Its secret is kept as a hash only. While a rotation overlaps, it has two.
/// </summary>
public sealed class ApiKey : IVersioned
{
    public const int LongestName = 80;
    public const int HashLength = 64;

    /// <summary>How long a secret works unless said otherwise, and at most, in days.</summary>
    public const int UsualDays = 90;

    [Limit("days", "The life of an API key.")]
    public const int MostDays = 365;

    /// <summary>How long the secret before works beside the new one unless said otherwise, and at most.</summary>
    public static readonly TimeSpan UsualOverlap = TimeSpan.FromHours(24);
    public static readonly TimeSpan LongestOverlap = TimeSpan.FromDays(7);

    private ApiKey() { }

    public Guid Id { get; private set; }
    public Guid BrandId { get; private set; }

    /// <summary>The franchise partner of its account; null above it.</summary>
    public Guid? FranchiseId { get; private set; }
    public Guid AccountId { get; private set; }
    public Account Account { get; private set; } = null!; // EF navigation
    public string Name { get; private set; } = "";

    /// <summary>The public part of its text, which it is found by.</summary>
    public string Prefix { get; private set; } = "";
    public ApiKeyScopes Scopes { get; private set; }

    /// <summary>SHA-256 of the secret, in hex.</summary>
    public string SecretHash { get; private set; } = "";

    /// <summary>The first instant at which the secret works no more.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>The secret before the last rotation; null: there was none.</summary>
    public string? PreviousSecretHash { get; private set; }

    /// <summary>The first instant at which the secret before the last rotation works no more; null: there was none.</summary>
    public DateTimeOffset? OverlapUntil { get; private set; }
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>About when it was last presented and believed, to a minute; null: never.</summary>
    public DateTimeOffset? LastUsedAt { get; private set; }
    public long Version { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    public static Outcome<ApiKey> Create(
        Guid id,
        Account account,
        string name,
        ApiKeyScopes scopes,
        (string Prefix, string SecretHash) text,
        DateTimeOffset? expiresAt,
        DateTimeOffset at
    )
    {
        List<UserError> problems = [];
        if (account.Role is not (Role.Integrator or Role.Partner))
        {
            problems.Add(InvalidInput.OutOfRange("an account of the role INTEGRATOR or PARTNER", "accountId"));
        }
        else if (account.EffectiveUntil <= at)
        {
            problems.Add(new WrongState("ENDED", "The account has ended.", ["accountId"]));
        }

        if (name.Trim().Length is 0 or > LongestName || name.Any(char.IsControl))
        {
            problems.Add(InvalidInput.OutOfRange($"1 to {LongestName} characters on one line", "name"));
        }

        if (scopes == ApiKeyScopes.None)
        {
            problems.Add(InvalidInput.Required("scopes"));
        }

        problems.AddRange(ExpiryProblems(expiresAt, at));
        return problems.Count > 0
            ? problems
            : new ApiKey
            {
                Id = id,
                BrandId = account.BrandId,
                FranchiseId = account.FranchiseId,
                AccountId = account.Id,
                Name = name.Trim(),
                Prefix = text.Prefix,
                SecretHash = text.SecretHash,
                Scopes = scopes,
                ExpiresAt = expiresAt ?? at.AddDays(UsualDays),
                Version = 1,
                CreatedAt = at,
            };
    }

    /// <summary>
    /// Gives it a new secret with a life of its own. The one so far works until <paramref name="overlapUntil"/>, as long as it would have; one that
    /// still overlapped with that ends at once.
    /// </summary>
    public Outcome<ApiKey> Rotate(string secretHash, DateTimeOffset? overlapUntil, DateTimeOffset? expiresAt, DateTimeOffset at)
    {
        if (Revoked("apiKeyId") is { } revoked)
        {
            return revoked;
        }

        var problems = ExpiryProblems(expiresAt, at).ToList();
        if (overlapUntil < at || overlapUntil - at > LongestOverlap)
        {
            problems.Add(InvalidInput.OutOfRange($"not in the past and at most {LongestOverlap.Days} days ahead", "overlapUntil"));
        }

        if (problems.Count > 0)
        {
            return problems;
        }

        var overlap = overlapUntil ?? at + UsualOverlap;
        (PreviousSecretHash, OverlapUntil) = (SecretHash, overlap < ExpiresAt ? overlap : ExpiresAt);
        (SecretHash, ExpiresAt) = (secretHash, expiresAt ?? at.AddDays(UsualDays));
        Version++;
        return this;
    }

    /// <summary>Ends it at once, whichever secret is presented.</summary>
    public Outcome<ApiKey> Revoke(DateTimeOffset at)
    {
        if (Revoked("apiKeyId") is { } revoked)
        {
            return revoked;
        }

        RevokedAt = at;
        Version++;
        return this;
    }

    /// <summary>The secrets it has, by their hashes, with the first instant at which each works no more.</summary>
    public IReadOnlyList<KeySecret> Secrets() =>
        RevokedAt is not null ? []
        : PreviousSecretHash is { } previous && OverlapUntil is { } until
            ? [new KeySecret(Convert.FromHexString(SecretHash), ExpiresAt), new KeySecret(Convert.FromHexString(previous), until)]
        : [new KeySecret(Convert.FromHexString(SecretHash), ExpiresAt)];

    private static IEnumerable<UserError> ExpiryProblems(DateTimeOffset? expiresAt, DateTimeOffset at)
    {
        if (expiresAt <= at || expiresAt - at > TimeSpan.FromDays(MostDays))
        {
            yield return InvalidInput.OutOfRange($"in the future, at most {MostDays} days ahead", "expiresAt");
        }
    }

    private WrongState? Revoked(string path) => RevokedAt is null ? null : new WrongState("REVOKED", "The key is revoked.", [path]);
}

/// <summary>One secret of a key: its hash, and the first instant at which it works no more.</summary>
public sealed record KeySecret(byte[] Hash, DateTimeOffset Until)
{
    /// <summary>Whether it is the one presented, in a time that does not tell how alike they are.</summary>
    public bool Is(PresentedKey presented) => CryptographicOperations.FixedTimeEquals(Hash, presented.Hash.Span);
}
