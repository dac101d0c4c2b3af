using Lintel.Domain.Showings;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Showings;

internal sealed class ShowingType : EntityType<Showing>
{
    public ShowingType()
        : base("Showing", "One visit of a client to a listing 带看 (RESO Showing).")
    {
        Reso("Showing");
        RowsFor(ShowingAccess.Rows, own: (showing, viewer) => showing.AgentId == viewer.AgentId || showing.ClientId == viewer.ClientId);
        Node(s => s.Id);
        OrderedBy(("shownAt", true));
        Enum<ShowingStatus>("status", s => s.Status, WithRow, "Where it stands.").Filter();
        Instant("shownAt", s => s.ShownAt, WithRow, "When it began.").Filter().Order().Reso("ShowingStartTimestamp");
        Date("shownOn", s => s.ShownOn, WithRow, "The office's date of it; reports count by it.").Filter().Order();
        Int("interest", s => s.Interest, WithRow, "1 (none) to 5 (wants it); null when the client did not say.").Filter();
        Text("feedback", s => s.Feedback, WithRow, "What the client said; null when nothing.");
        Instant("createdAt", s => s.CreatedAt, WithRow, "When it was recorded.");
        Long("version", s => s.Version, WithRow, "Raised by every change; give it back as expectedVersion.");
        One("listing", s => s.Listing, WithRow, "What was shown; null when you may not see the listing.");
        One("client", s => s.Client, WithRow, "Who saw it; null when you may not see the client.");
        One("agent", s => s.Agent, WithRow, "Who showed it.");
        One("store", s => s.Store, WithRow, "The store it counts for.");
    }
}
