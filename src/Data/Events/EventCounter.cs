using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lintel.Data;

/// <summary>The number of the last event of a brand. Whoever holds this row's lock commits next.</summary>
public sealed class EventCounter
{
    private EventCounter() { }

    public Guid BrandId { get; private set; }
    public long Last { get; private set; }

    /// <summary>The highest number that is not kept any more; 0: all are. It is raised before the events are deleted, and never lowered.</summary>
    public long Swept { get; private set; }
}

internal sealed class EventCounterConfiguration : IEntityTypeConfiguration<EventCounter>
{
    public void Configure(EntityTypeBuilder<EventCounter> builder) => builder.HasKey(counter => counter.BrandId);
}
