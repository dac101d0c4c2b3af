namespace Lintel.Server.Transport.WebSockets;

/// <summary>Declares a code that a socket is closed with: what it means, and what a client can do.</summary>
[AttributeUsage(AttributeTargets.Field)]
internal sealed class CloseCodeAttribute(string meaning, string remedy) : Attribute
{
    public string Meaning => meaning;
    public string Remedy => remedy;
}

/// <summary>What a socket is closed with. Codes of 4400 and more are those of graphql-transport-ws; 4413 is ours.</summary>
internal static class CloseCodes
{
    [CloseCode("The client ended it.", "Nothing.")]
    public const int Normal = 1000;

    [CloseCode("The server stops.", "Connect again and resume where the reason says.")]
    public const int GoingAway = 1001;

    [CloseCode("A message is larger than Lintel:Transport:SocketMessageBytes.", "Send less at a time.")]
    public const int MessageTooBig = 1009;

    [CloseCode("Something broke on our side.", "Connect again.")]
    public const int InternalError = 1011;

    [CloseCode("A message is none of the protocol; the reason says what is wrong.", "Correct the client.")]
    public const int BadMessage = 4400;

    [CloseCode("An operation came before connection_init was acknowledged.", "Wait for connection_ack.")]
    public const int Unauthorized = 4401;

    [CloseCode(
        "The token or API key is not valid, not valid any more, or its account was closed or has another role or place.",
        "Sign in again, and resume behind what you handled."
    )]
    public const int Forbidden = 4403;

    [CloseCode("The subprotocol is not graphql-transport-ws.", "Ask for graphql-transport-ws.")]
    public const int SubprotocolNotAcceptable = 4406;

    [CloseCode("connection_init did not come within Lintel:Transport:SocketInitTimeoutMilliseconds.", "Send it at once.")]
    public const int InitTimeout = 4408;

    [CloseCode("An operation with this id is running on the socket.", "Give each operation an id of its own.")]
    public const int SubscriberExists = 4409;

    [CloseCode("The client reads too slowly: more waits for it than may.", "Connect again, resume where the reason says, and read faster.")]
    public const int SlowConsumer = 4413;

    [CloseCode("connection_init came twice, or too many API keys that are not valid.", "Send it once, with a valid key.")]
    public const int TooMany = 4429;
}
