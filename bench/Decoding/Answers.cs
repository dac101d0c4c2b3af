using System.Text.Json.Serialization;

namespace Lintel.Decoding;

// What one writes by hand for these three answers: records with the types that the graph has.
internal sealed record Answer<T>(T Data);

internal sealed record Page<T>(List<T> Nodes, PageInfo? PageInfo);

internal sealed record PageInfo(bool HasNextPage, string? EndCursor);

internal sealed record SearchData(Page<SearchedListing> Listings);

internal sealed record SearchedListing(
    string Id,
    string ListingId,
    string Title,
    decimal ListPrice,
    decimal UnitPrice,
    decimal LivingArea,
    int? BedroomsTotal,
    FloorLevel? FloorLevel,
    int? MetroDistance,
    CommunityName? Community,
    AgentName? ListAgent,
    OfficeLine? ListOffice,
    List<MediaFile> Media
);

internal sealed record CommunityName(string Id, string Name, string? MlsAreaMajor);

internal sealed record AgentName(string? Id, string MemberFullName);

internal sealed record OfficeLine(string Id, string OfficeName);

internal sealed record MediaFile(Uri MediaUrl, string? ShortDescription, int Order);

internal sealed record DashboardData(Page<DashboardDeal> Deals);

internal sealed record DashboardDeal(
    string Id,
    string DealNumber,
    DealStage Stage,
    decimal Price,
    DateOnly OpenedOn,
    DateOnly? SignedOn,
    ClientName? Client,
    ListingPrice? Listing,
    AgentName? Agent,
    Page<DashboardTask> Tasks
);

internal sealed record ClientName(string Id, string? FullName);

internal sealed record ListingPrice(string Id, string ListingId, decimal ListPrice);

internal sealed record DashboardTask(string Name, TaskStatus Status, DateOnly DueOn, AgentName? Assignee);

internal sealed record RowsData(Page<Row> Listings);

internal sealed record Row(
    string Id,
    string ListingId,
    string Title,
    ListingStatus Status,
    decimal ListPrice,
    decimal OriginalListPrice,
    decimal LivingArea,
    int? BedroomsTotal,
    int? LivingRoomsTotal,
    FloorLevel? FloorLevel,
    int? StoriesTotal,
    int? YearBuilt,
    string? District,
    string? MlsAreaMajor,
    DateTimeOffset CreatedAt
);

[JsonConverter(typeof(JsonStringEnumConverter<FloorLevel>))]
internal enum FloorLevel
{
    [JsonStringEnumMemberName("BASEMENT")]
    Basement,

    [JsonStringEnumMemberName("GROUND")]
    Ground,

    [JsonStringEnumMemberName("LOW")]
    Low,

    [JsonStringEnumMemberName("MIDDLE")]
    Middle,

    [JsonStringEnumMemberName("HIGH")]
    High,

    [JsonStringEnumMemberName("TOP")]
    Top,
}

[JsonConverter(typeof(JsonStringEnumConverter<DealStage>))]
internal enum DealStage
{
    [JsonStringEnumMemberName("INTENT")]
    Intent,

    [JsonStringEnumMemberName("DEPOSITED")]
    Deposited,

    [JsonStringEnumMemberName("SIGNED")]
    Signed,

    [JsonStringEnumMemberName("FILED")]
    Filed,

    [JsonStringEnumMemberName("FUNDED")]
    Funded,

    [JsonStringEnumMemberName("LOAN_APPROVED")]
    LoanApproved,

    [JsonStringEnumMemberName("TAXED")]
    Taxed,

    [JsonStringEnumMemberName("TRANSFERRED")]
    Transferred,

    [JsonStringEnumMemberName("CERTIFIED")]
    Certified,

    [JsonStringEnumMemberName("PAID_OUT")]
    PaidOut,

    [JsonStringEnumMemberName("HANDED_OVER")]
    HandedOver,

    [JsonStringEnumMemberName("CLOSED")]
    Closed,

    [JsonStringEnumMemberName("SUSPENDED")]
    Suspended,

    [JsonStringEnumMemberName("DISPUTED")]
    Disputed,

    [JsonStringEnumMemberName("TERMINATING")]
    Terminating,

    [JsonStringEnumMemberName("TERMINATED")]
    Terminated,
}

[JsonConverter(typeof(JsonStringEnumConverter<TaskStatus>))]
internal enum TaskStatus
{
    [JsonStringEnumMemberName("OPEN")]
    Open,

    [JsonStringEnumMemberName("DONE")]
    Done,
}

[JsonConverter(typeof(JsonStringEnumConverter<ListingStatus>))]
internal enum ListingStatus
{
    [JsonStringEnumMemberName("DRAFT")]
    Draft,

    [JsonStringEnumMemberName("PENDING_VERIFICATION")]
    PendingVerification,

    [JsonStringEnumMemberName("REJECTED")]
    Rejected,

    [JsonStringEnumMemberName("ACTIVE")]
    Active,

    [JsonStringEnumMemberName("HOLD")]
    Hold,

    [JsonStringEnumMemberName("PENDING")]
    Pending,

    [JsonStringEnumMemberName("CLOSED")]
    Closed,

    [JsonStringEnumMemberName("ARCHIVED")]
    Archived,

    [JsonStringEnumMemberName("INVALID")]
    Invalid,

    [JsonStringEnumMemberName("FROZEN_FALSE")]
    FrozenFalse,
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Answer<SearchData>))]
[JsonSerializable(typeof(Answer<DashboardData>))]
[JsonSerializable(typeof(Answer<RowsData>))]
internal sealed partial class AnswerContext : JsonSerializerContext;
