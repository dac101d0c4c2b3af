using Lintel.Domain.Clients;
using Lintel.Domain.Communities;
using Lintel.Domain.Deals;
using Lintel.Domain.Listings;
using Lintel.Domain.Organisation;

namespace Lintel.Schema.Tests;

/// <summary>The global ids of the rows a test holds in its hand.</summary>
internal static class Ids
{
    public static string GlobalId(this Listing listing) => Of(nameof(Listing), listing.Id);

    public static string GlobalId(this Client client) => Of(nameof(Client), client.Id);

    public static string GlobalId(this Deal deal) => Of(nameof(Deal), deal.Id);

    public static string GlobalId(this DealTask task) => Of(nameof(DealTask), task.Id);

    public static string GlobalId(this Agent agent) => Of(nameof(Agent), agent.Id);

    public static string GlobalId(this Office office) => Of(nameof(Office), office.Id);

    public static string GlobalId(this Community community) => Of(nameof(Community), community.Id);

    public static Guid KeyOf(string id) => global::Lintel.Schema.Shared.Nodes.GlobalId.TryDecode(id, out _, out var key) ? key : Guid.Empty;

    public static string Of(string type, Guid id) => global::Lintel.Schema.Shared.Nodes.GlobalId.Encode(type, id);
}
