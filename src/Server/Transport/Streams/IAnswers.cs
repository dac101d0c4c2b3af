using GraphQL;

namespace Lintel.Server.Transport.Streams;

/// <summary>Where the answers of one running operation go, in the words of a protocol. Nobody waits for the client.</summary>
internal interface IAnswers
{
    /// <summary>False: it was not taken, and nothing later will be.</summary>
    bool Next(ExecutionResult result);

    /// <summary>Nothing of the operation ran, or its stream broke; the last word.</summary>
    void Refuse(ExecutionResult result);

    /// <summary>All has been said; the last word.</summary>
    void Complete();

    /// <summary>The operation is over, before its last word is said, if there is one.</summary>
    void Ended();
}
