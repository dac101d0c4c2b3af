using Lintel.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lintel.Data;

/// <summary>
/// One entry of a brand's append-only event log. <see cref="Sequence"/> runs from 1 without gaps in the order the
/// transactions committed, so a follower that has seen number n needs only what is above n.
/// </summary>
public sealed class LoggedEvent : IPlaced
{
    private LoggedEvent() { }

    public Guid BrandId { get; private set; }
    public long Sequence { get; private set; }
    public EventKind Kind { get; private set; }
    public SubjectKind Subject { get; private set; }
    public Guid SubjectId { get; private set; }
    public Guid RegionId { get; private set; }
    public Guid FranchiseId { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid? TeamId { get; private set; }

    /// <summary>The agent who holds the subject; null when nobody does.</summary>
    public Guid? OwnerAgentId { get; private set; }

    /// <summary>Whose call it was; null for the system's own work.</summary>
    public Guid? ActorAccountId { get; private set; }
    public DateTimeOffset OccurredAt { get; private set; }

    /// <summary>The event record's own properties as JSON text; read it with <see cref="EventJson"/>.</summary>
    public string Data { get; private set; } = "";

    internal static LoggedEvent Create(RecordedEvent recorded, long sequence, DateTimeOffset occurredAt) =>
        new()
        {
            BrandId = recorded.Placement.BrandId,
            Sequence = sequence,
            Kind = recorded.Event.Kind,
            Subject = recorded.Event.Subject,
            SubjectId = recorded.Event.SubjectId,
            RegionId = recorded.Placement.RegionId,
            FranchiseId = recorded.Placement.FranchiseId,
            StoreId = recorded.Placement.StoreId,
            TeamId = recorded.Placement.TeamId,
            OwnerAgentId = recorded.OwnerAgentId,
            ActorAccountId = recorded.ActorAccountId,
            OccurredAt = occurredAt,
            Data = EventJson.Write(recorded.Event),
        };

    /// <summary>Its place is so many further on.</summary>
    internal void Renumber(long by) => Sequence += by;
}

internal sealed class LoggedEventConfiguration : IEntityTypeConfiguration<LoggedEvent>
{
    public void Configure(EntityTypeBuilder<LoggedEvent> builder)
    {
        builder.HasKey(logged => new { logged.BrandId, logged.Sequence });
        // As the event log is audited: by kind, actor, subject or time, in the order of the log (ADR 0021).
        builder.HasIndex(logged => new
        {
            logged.BrandId,
            logged.Kind,
            logged.Sequence,
        });
        builder.HasIndex(logged => new
        {
            logged.BrandId,
            logged.ActorAccountId,
            logged.Sequence,
        });
        builder.HasIndex(logged => new
        {
            logged.BrandId,
            logged.SubjectId,
            logged.Sequence,
        });
        builder.HasIndex(logged => new
        {
            logged.BrandId,
            logged.OccurredAt,
            logged.Sequence,
        });
    }
}
