using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lintel.Data;

/// <summary>
/// One row with one number. The database itself raises it with everything that can make a subject or a key another viewer: accounts that come,
/// change or go, API keys and trusted documents that change or go, and another version of a franchise's custom fields. A viewer read under the number that still stands is the viewer of now.
/// </summary>
public sealed class AccessEpoch
{
    /// <summary>The id of the one row.</summary>
    public const int OnlyId = 1;

    /// <summary>SQL that reads the number.</summary>
    internal const string Sql = "SELECT value FROM access_epoch WHERE id = 1";

    /// <summary>The columns of `api_keys` that decide what a key is worth; when it was last used is none of them.</summary>
    internal const string KeyColumns = "account_id, prefix, scopes, secret_hash, expires_at, previous_secret_hash, overlap_until, revoked_at";

    /// <summary>The columns of `trusted_documents` that decide who may send what.</summary>
    internal const string DocumentColumns = "account_id, hash, text, retired_at";

    private AccessEpoch() { }

    public int Id { get; private set; }
    public long Value { get; private set; }
}

internal sealed class AccessEpochConfiguration : IEntityTypeConfiguration<AccessEpoch>
{
    public void Configure(EntityTypeBuilder<AccessEpoch> builder)
    {
        builder.ToTable("access_epoch");
        builder.Property(epoch => epoch.Id).ValueGeneratedNever();
        builder.HasData(new { Id = AccessEpoch.OnlyId, Value = 1L });
    }
}
