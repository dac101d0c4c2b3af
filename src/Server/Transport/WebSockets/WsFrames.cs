using System.Buffers;
using System.Net.WebSockets;

namespace Lintel.Server.Transport.WebSockets;

/// <summary>Puts the frames of a client together to whole text messages of a bounded size.</summary>
internal sealed class WsFrames(WebSocket socket, int maxBytes)
{
    private const int Step = 4_096;
    private readonly ArrayBufferWriter<byte> _message = new();

    /// <summary>
    /// The next message, valid until the next call; or the close that answers what is none.
    /// Neither when the client has closed.
    /// </summary>
    public async Task<(ReadOnlyMemory<byte> Text, WsClose? Close)?> ReadAsync(CancellationToken cancellationToken)
    {
        _message.ResetWrittenCount();
        while (true)
        {
            var frame = await socket.ReceiveAsync(_message.GetMemory(Step), cancellationToken);
            if (frame.MessageType == WebSocketMessageType.Close)
                return null;
            if (frame.MessageType == WebSocketMessageType.Binary)
                return (default, WsClose.BadMessage("Messages must be text"));

            _message.Advance(frame.Count);
            if (_message.WrittenCount > maxBytes)
                return (default, WsClose.MessageTooBig);
            if (frame.EndOfMessage)
                return (_message.WrittenMemory, null);
        }
    }
}
