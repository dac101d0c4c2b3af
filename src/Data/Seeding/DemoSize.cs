namespace Lintel.Data.Seeding;

/// <summary>How large the demo brokerage is.</summary>
public enum DemoSize
{
    /// <summary>3 franchises, 60 agents, 2,000 listings with 6,000 photos, 1,500 clients, 400 deals.</summary>
    Small,

    /// <summary>
    /// For measuring: 2,000 agents, 200,000 listings with 600,000 photos, 50,000 clients, 20,000 deals with the six tasks around
    /// their present stage (120,000).
    /// </summary>
    Bench,
}

/// <summary>What was written.</summary>
public sealed record DemoSummary(int Offices, int Agents, int Communities, int Listings, int Photos, int Clients, int Showings, int Deals, int Tasks);

/// <summary>The numbers behind a size.</summary>
internal sealed record DemoPlan
{
    public required int Franchises { get; init; }
    public required int Stores { get; init; }
    public required int Agents { get; init; }
    public required int Communities { get; init; }
    public required int Listings { get; init; }
    public required int Clients { get; init; }

    /// <summary>Six tenths of them closed within the last year, the others spread over all stages.</summary>
    public required int Deals { get; init; }

    /// <summary>Recorded showings per listing on average; the count on the listing also holds older ones.</summary>
    public required int ShowingsPerListing { get; init; }

    /// <summary>Tasks kept of each deal, around its present stage; null: all of its process.</summary>
    public int? TasksPerDeal { get; init; }

    public static DemoPlan Of(DemoSize size) =>
        size switch
        {
            DemoSize.Small => new()
            {
                Franchises = 3,
                Stores = 8,
                Agents = 60,
                Communities = 120,
                Listings = 2_000,
                Clients = 1_500,
                Deals = 400,
                ShowingsPerListing = 3,
            },
            DemoSize.Bench => new()
            {
                Franchises = 20,
                Stores = 200,
                Agents = 2_000,
                Communities = 4_000,
                Listings = 200_000,
                Clients = 50_000,
                Deals = 20_000,
                TasksPerDeal = 6,
                ShowingsPerListing = 1,
            },
            _ => throw new ArgumentOutOfRangeException(nameof(size), size, "No such size."),
        };
}
