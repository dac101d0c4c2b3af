using System.ComponentModel;
using Lintel.Domain;
using Lintel.Domain.Clients;
using Lintel.Schema.Audit;
using Lintel.Schema.Shared.Mutating;

namespace Lintel.Schema.Clients.Mutations;

internal sealed class ClientPhoneReveal()
    : Reveal<ClientPhoneReveal.ClientPhoneRevealInput, Client>(
        "clientPhoneReveal",
        ClientAccess.RevealPhone,
        SubjectKind.Client,
        "phone",
        "clientId",
        input => input.ClientId,
        client => client.Phone
    )
{
    internal sealed record ClientPhoneRevealInput : RevealInput
    {
        [Description("Whose phone.")]
        public required Ref<Client> ClientId { get; init; }
    }
}
