using GraphQL;

namespace Lintel.Server.Transport.Streams;

/// <summary>Where the answers of one running operation go, in the words of a protocol. Nobody waits for the client.</summary>
internal interface IAnswers
{
    /// <summary>One of <see cref="StreamTransport"/>.</summary>
    string Transport { get; }

    /// <summary>False: it was not taken, and nothing later will be.</summary>
    bool Next(ExecutionResult result);

    /// <summary>Nothing of the operation ran, or its stream broke; the last word.</summary>
    void Refuse(ExecutionResult result);

    /// <summary>Who follows is not who began it any more; the last word, and nothing that still waits is sent.</summary>
    void Forbid();

    /// <summary>All has been said; the last word.</summary>
    void Complete();

    /// <summary>Returns when there is room for more that does not have to be told now.</summary>
    ValueTask WhenRoomAsync(CancellationToken cancellationToken);

    /// <summary>The operation is over, before its last word is said, if there is one.</summary>
    void Ended();
}
