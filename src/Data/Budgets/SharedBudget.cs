using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lintel.Data;

/// <summary>
/// A viewer's budget that several servers share, as far as it was handed out to them. Nothing is lost with it but time: an absent row is a full budget.
/// </summary>
public sealed class SharedBudget
{
    private SharedBudget() { }

    /// <summary>Whose: an API key's, an account's, or zero for all who have not signed in.</summary>
    public Guid OwnerId { get; private set; }

    /// <summary>Points that are handed out and have not leaked away since, at <see cref="At"/>.</summary>
    public double Spent { get; private set; }

    /// <summary>Points that the last server got that asked; 0: there were not as many as it needed.</summary>
    public long Granted { get; private set; }

    public DateTimeOffset At { get; private set; }
}

internal sealed class SharedBudgetConfiguration : IEntityTypeConfiguration<SharedBudget>
{
    public void Configure(EntityTypeBuilder<SharedBudget> builder)
    {
        builder.HasKey(budget => budget.OwnerId);
        // What a crash takes is restored by itself.
        builder.IsUnlogged();
    }
}
