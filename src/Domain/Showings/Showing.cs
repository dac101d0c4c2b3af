using Lintel.Domain.Clients;
using Lintel.Domain.Listings;
using Lintel.Domain.Organisation;

namespace Lintel.Domain.Showings;

/// <summary>RESO ShowingAppointment status, as far as we use it.</summary>
public enum ShowingStatus
{
    Requested,
    Confirmed,
    Completed,
    Canceled,
}

/// <summary>What a showing is recorded from.</summary>
public sealed record NewShowing
{
    public const int LongestFeedback = 1000;

    public required Guid Id { get; init; }
    public required Guid AgentId { get; init; }
    public required Placement Placement { get; init; }
    public required DateTimeOffset ShownAt { get; init; }

    /// <summary>1 (none) to 5 (wants it); null when the client did not say.</summary>
    public int? Interest { get; init; }
    public string? Feedback { get; init; }

    public IEnumerable<UserError> Problems(DateTimeOffset now)
    {
        if (ShownAt > now)
        {
            yield return InvalidInput.OutOfRange("in the past", "shownAt");
        }
        else if (ShownAt < now.AddDays(-30))
        {
            yield return InvalidInput.OutOfRange("within the last 30 days", "shownAt");
        }

        if (Interest is < 1 or > 5)
        {
            yield return InvalidInput.OutOfRange("between 1 and 5", "interest");
        }

        if (Feedback?.Length > LongestFeedback)
        {
            yield return InvalidInput.TooLong(LongestFeedback, "feedback");
        }
    }
}

/// <summary>One visit of a client to a listing 带看 (RESO Showing).</summary>
public sealed class Showing : IPlaced, IVersioned
{
    private Showing() { }

    public Guid Id { get; private set; }
    public Guid BrandId { get; private set; }
    public Guid RegionId { get; private set; }
    public Guid FranchiseId { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid? TeamId { get; private set; }
    public Office Store { get; private set; } = null!; // EF navigation
    public Guid ListingId { get; private set; }
    public Listing Listing { get; private set; } = null!; // EF navigation
    public Guid ClientId { get; private set; }
    public Client Client { get; private set; } = null!; // EF navigation
    public Guid AgentId { get; private set; }
    public Agent Agent { get; private set; } = null!; // EF navigation
    public ShowingStatus Status { get; private set; }
    public DateTimeOffset ShownAt { get; private set; }

    /// <summary>The office's date of <see cref="ShownAt"/>; reports group by it.</summary>
    public DateOnly ShownOn { get; private set; }

    /// <summary>The first day of that month.</summary>
    public DateOnly ShownMonth { get; private set; }
    public int? Interest { get; private set; }
    public string? Feedback { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public long Version { get; private set; }

    /// <summary>Records a completed showing of an active listing.</summary>
    public static Outcome<Showing> Record(NewShowing input, Listing listing, Client client, DateTimeOffset at)
    {
        var problems = input.Problems(at).ToList();
        if (listing.Status != ListingStatus.Active)
        {
            problems.Add(WrongState.At(listing.Status, "Only an active listing can be shown.", "listingId"));
        }

        return problems.Count > 0 ? problems : Completed(input, listing.Id, client.Id, at);
    }

    /// <summary>A completed showing as it stands in history.</summary>
    public static Showing Completed(NewShowing input, Guid listingId, Guid clientId, DateTimeOffset at)
    {
        var on = OfficeCalendar.DateAt(input.ShownAt);
        return new Showing
        {
            Id = input.Id,
            BrandId = input.Placement.BrandId,
            RegionId = input.Placement.RegionId,
            FranchiseId = input.Placement.FranchiseId,
            StoreId = input.Placement.StoreId,
            TeamId = input.Placement.TeamId,
            ListingId = listingId,
            ClientId = clientId,
            AgentId = input.AgentId,
            Status = ShowingStatus.Completed,
            ShownAt = input.ShownAt,
            ShownOn = on,
            ShownMonth = OfficeCalendar.MonthOf(on),
            Interest = input.Interest,
            Feedback = input.Feedback,
            CreatedAt = at,
            Version = 1,
        };
    }
}
