using GraphQL;
using Lintel.Schema.Shared.Errors;
using Lintel.Schema.Shared.Streaming;
using Lintel.Server.Transport;
using Lintel.Server.Transport.Streams;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lintel.Server.Tests.Transport;

/// <summary>What an operation of a stream does where its answers cannot be put into words.</summary>
public sealed class RunningOperationTests
{
    [Fact]
    public void A_result_that_cannot_be_told_ends_the_stream_and_is_not_passed_over()
    {
        var answers = new Scribe(cannotTell: 2);
        using var metrics = new StreamMetrics(TimeProvider.System);
        using var operation = new RunningOperation(
            answers,
            new UnexpectedFailure(NullLogger<UnexpectedFailure>.Instance),
            metrics,
            TimeProvider.System
        );

        foreach (var sequence in new[] { 1, 2, 3 })
            operation.OnNext(new StreamedResult(new ExecutionResult(), StreamPosition.At(sequence), at: null));

        Assert.Equal(["1", ErrorCodes.Internal], answers.Told);
        Assert.Equal(StreamPosition.At(1), operation.Position);
    }

    private sealed class Scribe(long cannotTell) : IAnswers
    {
        public List<string?> Told { get; } = [];
        public string Transport => StreamTransport.EventStream;

        public bool Next(ExecutionResult result)
        {
            var position = ((StreamedResult)result).Position;
            if (position.Sequence == cannotTell)
                throw new InvalidOperationException("No words for it.");
            Told.Add(position.ToString());
            return true;
        }

        public void Refuse(ExecutionResult result) => Told.Add(result.Errors?.Single().Code);

        public void Forbid() => Told.Add("forbid");

        public void Complete() => Told.Add("complete");

        public ValueTask WhenRoomAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public void Ended() { }
    }
}
