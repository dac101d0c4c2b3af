using System.Text;
using GraphQL;
using GraphQL.Transport;
using Lintel.Server.Transport.Streams;

namespace Lintel.Server.Transport.WebSockets;

/// <summary>What the server says on a socket, put in line for its one writer.</summary>
internal sealed class WsMessages(Outbox outbox, IGraphQLTextSerializer serializer)
{
    /// <summary>False: it was not taken, and nothing later will be.</summary>
    public bool Post(string type, string? id = null, object? payload = null) =>
        outbox.Post(
            Encoding.UTF8.GetBytes(
                serializer.Serialize(
                    new OperationMessage
                    {
                        Type = type,
                        Id = id,
                        Payload = payload,
                    }
                )
            )
        );
}
