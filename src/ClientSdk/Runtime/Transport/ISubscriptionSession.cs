using System.Text.Json;
using Lintel.Client.Operations;

namespace Lintel.Client.Transport;

/// <summary>One connection that carries one subscription.</summary>
internal interface ISubscriptionSession : IAsyncDisposable
{
    /// <summary>Asks for the events; null when that was said, else why the connection is no use.</summary>
    Task<ConnectionLoss?> SubscribeAsync(
        OperationDocument document,
        KnownDocuments known,
        Action<Utf8JsonWriter>? variables,
        CancellationToken cancellationToken
    );

    /// <summary>The next message that concerns the caller. Throws only when cancelled.</summary>
    Task<ServerMessage> ReceiveAsync(CancellationToken cancellationToken);
}

/// <summary>A way to the server for subscriptions.</summary>
internal interface ISubscriptionTransport
{
    /// <summary>A session that is ready, or why there is none. Throws only when cancelled.</summary>
    Task<(ISubscriptionSession? Session, ConnectionLoss? Loss)> ConnectAsync(string? token, CancellationToken cancellationToken);
}
