namespace Lintel.Domain.Organisation;

/// <summary>What an API key may be used for. It never gives more than the account's role has: both must allow what is asked.</summary>
[Flags]
public enum ApiKeyScopes
{
    None = 0,

    /// <summary>Queries.</summary>
    Read = 1,

    /// <summary>Mutations but for imports, with what their payloads show.</summary>
    Mutate = 2,

    /// <summary>Subscriptions.</summary>
    Subscribe = 4,

    /// <summary>Uploads, and the mutations that read them.</summary>
    Import = 8,
}
