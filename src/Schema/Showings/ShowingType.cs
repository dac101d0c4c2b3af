using Lintel.Domain.Showings;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Showings;

internal sealed class ShowingType : EntityType<Showing>
{
    public ShowingType()
        : base("Showing", "One visit of a client to a listing 带看 (RESO Showing).")
    {
        Reso("Showing");
        RowsFor(
            ShowingAccess.Rows,
            own: (showing, viewer) =>
                showing.AgentId == viewer.AgentId || showing.ClientId == viewer.ClientId
        );
        Node(showing => showing.Id);
        OrderedBy(("shownAt", true));
        Enum<ShowingStatus>("status", showing => showing.Status, WithRow, "Where it stands.")
            .Filter();
        Instant("shownAt", showing => showing.ShownAt, WithRow, "When it began.")
            .Filter()
            .Order()
            .Reso("ShowingStartTimestamp");
        Date(
                "shownOn",
                showing => showing.ShownOn,
                WithRow,
                "The office's date of it; reports count by it."
            )
            .Filter()
            .Order();
        Int(
                "interest",
                showing => showing.Interest,
                WithRow,
                "1 (none) to 5 (wants it); null when the client did not say."
            )
            .Filter();
        Text(
            "feedback",
            showing => showing.Feedback,
            WithRow,
            "What the client said; null when nothing."
        );
        Instant("createdAt", showing => showing.CreatedAt, WithRow, "When it was recorded.");
        Long(
            "version",
            showing => showing.Version,
            WithRow,
            "Raised by every change; give it back as expectedVersion."
        );
        One(
            "listing",
            showing => showing.Listing,
            WithRow,
            "What was shown; null when you may not see the listing."
        );
        One(
            "client",
            showing => showing.Client,
            WithRow,
            "Who saw it; null when you may not see the client."
        );
        One("agent", showing => showing.Agent, WithRow, "Who showed it.");
        One("store", showing => showing.Store, WithRow, "The store it counts for.");
    }
}
