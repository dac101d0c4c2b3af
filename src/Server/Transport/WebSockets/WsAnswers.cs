using GraphQL;
using Lintel.Server.Transport.Streams;

namespace Lintel.Server.Transport.WebSockets;

/// <summary>An operation's answers as messages with its id, which is free again before the last of them.</summary>
internal sealed class WsAnswers(string id, WsMessages messages, Action<string> ended, Action forbidden) : IAnswers
{
    public string Transport => StreamTransport.WebSocket;

    public bool Next(ExecutionResult result) => messages.Next(id, result);

    public void Refuse(ExecutionResult result) => messages.Post(WsMessage.Error, id, result.Errors);

    public void Complete() => messages.Post(WsMessage.Complete, id);

    /// <summary>All operations of the socket are the same caller's.</summary>
    public void Forbid() => forbidden();

    public ValueTask WhenRoomAsync(CancellationToken cancellationToken) => messages.WhenRoomAsync(cancellationToken);

    public void Ended() => ended(id);
}
