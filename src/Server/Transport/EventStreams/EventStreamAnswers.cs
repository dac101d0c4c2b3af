using GraphQL;
using Lintel.Server.Transport.Streams;

namespace Lintel.Server.Transport.EventStreams;

/// <summary>An operation's answers as events; its refusal is one too, since a client of event streams is told nothing by a status.</summary>
internal sealed class EventStreamAnswers(Outbox outbox, IGraphQLTextSerializer serializer, Action<StreamEnd?> finished) : IAnswers
{
    public string Transport => StreamTransport.EventStream;

    public bool Next(ExecutionResult result) => outbox.Post(EventFrames.Next(serializer, result));

    public void Refuse(ExecutionResult result)
    {
        outbox.Post(EventFrames.Last(serializer, result));
        finished(null);
    }

    public void Complete()
    {
        outbox.Post(EventFrames.Complete);
        finished(null);
    }

    public void Forbid() => finished(StreamEnd.AccessChanged);

    public ValueTask WhenRoomAsync(CancellationToken cancellationToken) => outbox.WhenRoomAsync(cancellationToken);

    public void Ended() { }
}
