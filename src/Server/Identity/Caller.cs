using Lintel.Domain;
using Lintel.Domain.Organisation;

namespace Lintel.Server.Identity;

/// <summary>For whom a request or a socket speaks: a subject by a token, an account by an API key, or nobody.</summary>
internal readonly record struct Caller
{
    public static Caller Nobody => default;

    /// <summary>The subject of the token; null: there is no token that is believed.</summary>
    public string? Subject { get; private init; }

    /// <summary>The API key; null: none was presented, or none that is believed.</summary>
    public PresentedKey? Key { get; private init; }

    /// <summary>What its operations are counted by: the subject, or the key's prefix; null: nobody.</summary>
    public string? Identity => Subject ?? Key?.Prefix;

    /// <summary>Whom the key spoke for when it was last looked up, which may be out of date; null without a key.</summary>
    public Viewer? Viewer { get; private init; }

    /// <summary>The first instant at which what was presented is worth nothing by itself; null: nobody has no end.</summary>
    public DateTimeOffset? ExpiresAt { get; private init; }

    /// <summary>How long to wait before the next attempt, after too many that failed; null: go on.</summary>
    public TimeSpan? Wait { get; private init; }

    public static Caller By(VerifiedToken token) => new() { Subject = token.Subject, ExpiresAt = token.ExpiresAt };

    public static Caller By(PresentedKey presented, RememberedKey key, DateTimeOffset expiresAt) =>
        new()
        {
            Key = presented,
            Viewer = key.Viewer,
            ExpiresAt = expiresAt,
        };

    public static Caller Waiting(TimeSpan wait) => new() { Wait = wait };
}
