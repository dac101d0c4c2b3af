namespace Lintel.Batching.Data;

// The columns this peer serves, and no more: less to read than a whole entity, which is to its advantage.

internal sealed class Listing
{
    public Guid Id { get; set; }
    public Guid BrandId { get; set; }
    public Guid CommunityId { get; set; }
    public Guid ListAgentId { get; set; }
    public Guid StoreId { get; set; }
    public required string ListingNumber { get; set; }
    public required string Title { get; set; }
    public required string Status { get; set; }
    public long ListPriceFen { get; set; }
    public long OriginalListPriceFen { get; set; }
    public int LivingAreaDm2 { get; set; }
    public int? BedroomsTotal { get; set; }
    public int? LivingRoomsTotal { get; set; }
    public string? FloorLevel { get; set; }
    public int? StoriesTotal { get; set; }
    public int? YearBuilt { get; set; }
    public int? MetroDistanceMeters { get; set; }
    public string? District { get; set; }
    public string? MlsAreaMajor { get; set; }
    public DateOnly? OnMarketOn { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
}

internal sealed class Community
{
    public Guid Id { get; set; }
    public required string Name { get; set; }
    public string? District { get; set; }
    public string? MlsAreaMajor { get; set; }
}

internal sealed class Agent
{
    public Guid Id { get; set; }
    public required string MemberFullName { get; set; }
    public required string JobTitle { get; set; }
}

internal sealed class Office
{
    public Guid Id { get; set; }
    public required string Kind { get; set; }
    public required string Name { get; set; }
    public string? District { get; set; }
}

internal sealed class Photo
{
    public Guid Id { get; set; }
    public Guid ListingId { get; set; }
    public required string MediaUrl { get; set; }
    public string? ShortDescription { get; set; }
    public int Order { get; set; }
}

internal sealed class Client
{
    public Guid Id { get; set; }
    public required string FullName { get; set; }
    public required string Stage { get; set; }
}

internal sealed class Deal
{
    public Guid Id { get; set; }
    public Guid BrandId { get; set; }
    public Guid ListingId { get; set; }
    public Guid ClientId { get; set; }
    public Guid AgentId { get; set; }
    public required string DealNumber { get; set; }
    public required string Stage { get; set; }
    public long PriceFen { get; set; }
    public DateOnly OpenedOn { get; set; }
    public DateOnly? SignedOn { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
}

internal sealed class DealTask
{
    public Guid Id { get; set; }
    public Guid DealId { get; set; }
    public Guid AssigneeId { get; set; }
    public required string Name { get; set; }
    public required string Status { get; set; }
    public DateOnly DueOn { get; set; }
    public int Order { get; set; }
}
