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
        RowsFor(
            ClientAccess.Rows,
            own: (client, viewer) =>
                client.AgentId == viewer.AgentId || client.Id == viewer.ClientId
        );
        Node(client => client.Id);
        OrderedBy(("modificationTimestamp", true));
        Text(
                "fullName",
                client => client.FullName,
                ClientAccess.Name,
                "The client's name, masked outside the line that serves the client."
            )
            .Filter()
            .Reso("FullName");
        Text(
                "phone",
                client => client.Phone,
                ClientAccess.Phone,
                "Mobile number, masked outside the line that serves the client: 138****1234."
            )
            .Filter()
            .Reso("MobilePhone");
        Text(
            "identityNumber",
            client => client.IdentityNumber,
            ClientAccess.IdentityNumber,
            "Citizen identity number (GB 11643), mostly masked; null when not on file."
        );
        Enum<ClientPool>("pool", client => client.Pool, WithRow, "Whose client it is.").Filter();
        Enum<ClientStage>("stage", client => client.Stage, WithRow, "How far the client has come.")
            .Filter();
        Text(
                "source",
                client => client.Source,
                WithRow,
                "Where the client came from; null when not said."
            )
            .Filter();
        Date(
                "consentOn",
                client => client.ConsentOn,
                WithRow,
                "The day of the consent to keep the data (PIPL)."
            )
            .Filter();
        Instant(
                "lastContactAt",
                client => client.LastContactAt,
                WithRow,
                "The last effective contact; null before the first."
            )
            .Filter()
            .Order();
        Instant(
                "modificationTimestamp",
                client => client.ModifiedAt,
                WithRow,
                "When anything last changed."
            )
            .Filter()
            .Order()
            .Reso("ModificationTimestamp");
        Instant("createdAt", client => client.CreatedAt, WithRow, "When it was entered.")
            .Filter()
            .Order();
        Long(
            "version",
            client => client.Version,
            WithRow,
            "Raised by every change; give it back as expectedVersion."
        );
        One("agent", client => client.Agent, WithRow, "The agent who serves the client.");
        One("store", client => client.Store, WithRow, "The store that serves the client.");
        Many<ClientNeed>(
            "needs",
            need => need.ClientId,
            WithRow,
            "What the client looks for; the highest revision counts."
        );
        Many<Showing>(
            "showings",
            showing => showing.ClientId,
            ShowingAccess.Rows.Everywhere(),
            "The client's showings you may see."
        );
        Many<Deal>(
            "deals",
            deal => deal.ClientId,
            DealAccess.Rows.Everywhere(),
            "The client's deals you may see."
        );
    }
}
