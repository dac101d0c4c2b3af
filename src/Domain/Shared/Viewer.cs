using Lintel.Domain.Organisation;

namespace Lintel.Domain;

/// <summary>
/// The caller of one request: an account, its role, and its place in the organisation tree.
/// An id that is null matches no record, so a scope the viewer has no place in is empty.
/// </summary>
public sealed record Viewer
{
    /// <summary>Nobody: no role, no brand, no rows.</summary>
    public static Viewer Anonymous { get; } = new() { Name = "anonymous" };

    public Guid? AccountId { get; init; }
    public required string Name { get; init; }
    public Role? Role { get; init; }
    public Guid? BrandId { get; init; }
    public Guid? RegionId { get; init; }
    public Guid? FranchiseId { get; init; }
    public Guid? StoreId { get; init; }
    public Guid? TeamId { get; init; }
    public Guid? AgentId { get; init; }
    public Guid? ClientId { get; init; }

    /// <summary>Which state of its franchise's custom fields this viewer's graph has; 0: the franchise never had any, or there is none.</summary>
    public long CustomFieldsVersion { get; init; }

    /// <summary>
    /// The access epoch its account was read under: a read checks that it is still the same (ADR 19). Null: there is nothing to check. It says
    /// nothing about what the viewer sees.
    /// </summary>
    public long? AccessEpoch { get; init; }

    /// <summary>What the API key that was presented may be used for; null: somebody who signed in with a token. It says nothing about rows.</summary>
    public ApiKeyScopes? KeyScopes { get; init; }

    /// <summary>The API key that was presented; null: there was none.</summary>
    public Guid? ApiKeyId { get; init; }

    /// <summary>It may send its trusted documents only. It says nothing about what it sees.</summary>
    public bool TrustedDocumentsOnly { get; init; }

    public bool IsAuthenticated => Role is not null;
}
