using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lintel.Data;

/// <summary>
/// The answer once given under an idempotency key. Written in the transaction of the change it answers for, so a retry
/// finds either both or neither.
/// </summary>
public sealed class IdempotencyRecord
{
    public const int LongestKey = 200;

    private IdempotencyRecord() { }

    public Guid BrandId { get; private set; }
    public Guid AccountId { get; private set; }

    /// <summary>The mutation's name, e.g. `dealOpen`.</summary>
    public string Operation { get; private set; } = "";

    /// <summary>The caller's key, unique per account and operation.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Hash of the request: the same key with another request is an error, not a replay.</summary>
    public string RequestHash { get; private set; } = "";

    /// <summary>The answer to replay, as JSON text.</summary>
    public string Answer { get; private set; } = "";
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Takes a key; the answer follows with <see cref="Complete"/> in the same transaction.</summary>
    public static IdempotencyRecord Start(Guid brandId, Guid accountId, string operation, string key, string requestHash, DateTimeOffset at) =>
        new()
        {
            BrandId = brandId,
            AccountId = accountId,
            Operation = operation,
            Key = key,
            RequestHash = requestHash,
            CreatedAt = at,
        };

    public void Complete(string answer) => Answer = answer;
}

internal sealed class IdempotencyRecordConfiguration : IEntityTypeConfiguration<IdempotencyRecord>
{
    public void Configure(EntityTypeBuilder<IdempotencyRecord> builder)
    {
        builder.HasKey(record => new
        {
            record.AccountId,
            record.Operation,
            record.Key,
        });
        builder.HasIndex(record => record.CreatedAt);
        builder.Property(record => record.Operation).HasMaxLength(60);
        builder.Property(record => record.Key).HasMaxLength(IdempotencyRecord.LongestKey);
        builder.Property(record => record.RequestHash).HasMaxLength(64);
    }
}
