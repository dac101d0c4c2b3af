using System.ComponentModel;
using Lintel.Domain;
using Lintel.Domain.Clients;
using Lintel.Schema.Audit;
using Lintel.Schema.Shared.Mutating;

namespace Lintel.Schema.Clients.Mutations;

internal sealed class ClientIdentityNumberReveal()
    : Reveal<ClientIdentityNumberReveal.ClientIdentityNumberRevealInput, Client>(
        "clientIdentityNumberReveal",
        ClientAccess.RevealIdentityNumber,
        SubjectKind.Client,
        "identityNumber",
        "clientId",
        input => input.ClientId,
        client => client.IdentityNumber
    )
{
    internal sealed record ClientIdentityNumberRevealInput : RevealInput
    {
        [Description("Whose identity number.")]
        public required Ref<Client> ClientId { get; init; }
    }
}
