using System.Collections.Concurrent;
using System.Threading.Channels;
using Lintel.Schema.Shared.Streaming;

namespace Lintel.Server.Tests.Probe;

/// <summary>A source of events that a test publishes by hand, and that tells when somebody comes and goes.</summary>
internal sealed class ProbeStream : IObservable<string?>
{
    private readonly Channel<IObserver<string?>> _arrived = Channel.CreateUnbounded<IObserver<string?>>();
    private readonly Channel<IObserver<string?>> _left = Channel.CreateUnbounded<IObserver<string?>>();

    public IDisposable Subscribe(IObserver<string?> observer)
    {
        _arrived.Writer.TryWrite(observer);
        return new Departure(() => _left.Writer.TryWrite(observer));
    }

    /// <summary>The same, each event with its number, from 1 on.</summary>
    public IObservable<ProbeTick?> Numbered() => new NumberedStream(this);

    public async Task<IObserver<string?>> NextSubscriberAsync() => await _arrived.Reader.ReadAsync().AsTask().WaitAsync(ServerUnderTest.Patience);

    public async Task NextDepartureAsync() => await _left.Reader.ReadAsync().AsTask().WaitAsync(ServerUnderTest.Patience);

    private sealed class NumberedStream(ProbeStream ticks) : IObservable<ProbeTick?>
    {
        public IDisposable Subscribe(IObserver<ProbeTick?> observer) => ticks.Subscribe(new Numbering(observer));
    }

    private sealed class Numbering(IObserver<ProbeTick?> observer) : IObserver<string?>
    {
        private long _last;

        public void OnNext(string? value) => observer.OnNext(new ProbeTick(value!, ++_last));

        public void OnCompleted() => observer.OnCompleted();

        public void OnError(Exception error) => observer.OnError(error);
    }

    private sealed class Departure(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}

/// <summary>An event with a place.</summary>
internal sealed record ProbeTick(string Text, long Sequence) : ISequenced
{
    StreamPosition ISequenced.Position => StreamPosition.At(Sequence);

    DateTimeOffset? ISequenced.At => null;

    ConcurrentDictionary<string, Lazy<Task<StreamedResult>>> ISequenced.Results { get; } = new(StringComparer.Ordinal);
}
