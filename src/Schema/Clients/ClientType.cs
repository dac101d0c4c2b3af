using Lintel.Domain.Clients;
using Lintel.Domain.Deals;
using Lintel.Domain.Showings;
using Lintel.Schema.Deals;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Showings;

namespace Lintel.Schema.Clients;

internal sealed class ClientType : EntityType<Client>
{
    public ClientType()
        : base("Client", "A buyer or owner we serve 客源 (RESO Contact).")
    {
        Reso("Contacts");
        RowsFor(ClientAccess.Rows, own: (client, viewer) => client.AgentId == viewer.AgentId || client.Id == viewer.ClientId);
        Node(c => c.Id);
        OrderedBy(("modificationTimestamp", true));
        Text("fullName", c => c.FullName, ClientAccess.Name, "The client's name, masked outside the line that serves the client.")
            .Filter()
            .Reso("FullName");
        Protected("phone", c => c.Phone, ClientAccess.Phone, "Mobile number, masked outside the line that serves the client: 138****1234.")
            .Filter()
            .Reso("MobilePhone");
        Protected(
                "identityNumber",
                c => c.IdentityNumber,
                ClientAccess.IdentityNumber,
                "Citizen identity number (GB 11643), mostly masked; null when not on file."
            )
            .Filter();
        Enum<ClientPool>("pool", c => c.Pool, WithRow, "Whose client it is.").Filter();
        Enum<ClientStage>("stage", c => c.Stage, WithRow, "How far the client has come.").Filter();
        Text("source", c => c.Source, WithRow, "Where the client came from; null when not said.").Filter();
        Date("consentOn", c => c.ConsentOn, WithRow, "The day of the consent to keep the data (PIPL).").Filter();
        Instant("lastContactAt", c => c.LastContactAt, WithRow, "The last effective contact; null before the first.").Filter().Order();
        Instant("modificationTimestamp", c => c.ModifiedAt, WithRow, "When anything last changed.").Filter().Order().Reso("ModificationTimestamp");
        Instant("createdAt", c => c.CreatedAt, WithRow, "When it was entered.").Filter().Order();
        Long("version", c => c.Version, WithRow, "Raised by every change; give it back as expectedVersion.");
        One("agent", c => c.Agent, WithRow, "The agent who serves the client.");
        One("store", c => c.Store, WithRow, "The store that serves the client.");
        Many<ClientNeed>("needs", n => n.ClientId, WithRow, "What the client looks for; the highest revision counts.");
        Many<Showing>("showings", s => s.ClientId, ShowingAccess.Rows.Everywhere(), "The client's showings you may see.");
        Many<Deal>("deals", d => d.ClientId, DealAccess.Rows.Everywhere(), "The client's deals you may see.");
    }
}
