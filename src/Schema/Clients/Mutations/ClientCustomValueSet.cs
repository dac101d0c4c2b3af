using System.ComponentModel;
using Lintel.Domain;
using Lintel.Domain.Clients;
using Lintel.Domain.Platform;
using Lintel.Schema.Platform;
using Lintel.Schema.Shared.Mutating;

namespace Lintel.Schema.Clients.Mutations;

/// <summary>Sets or clears what a custom field holds of a client (capability 80).</summary>
internal sealed class ClientCustomValueSet()
    : CustomValueSet<ClientCustomValueSet.ClientCustomValueSetInput, Client>(
        "clientCustomValueSet",
        ClientAccess.Serve,
        CustomFieldSubject.Client,
        SubjectKind.Client,
        "clientId",
        input => input.ClientId,
        client => client.AgentId
    )
{
    internal sealed record ClientCustomValueSetInput : CustomValueInput
    {
        [Description("The client.")]
        public required Ref<Client> ClientId { get; init; }
    }
}
