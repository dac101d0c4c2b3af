using System.Threading.Channels;

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

    public async Task<IObserver<string?>> NextSubscriberAsync() => await _arrived.Reader.ReadAsync().AsTask().WaitAsync(ServerUnderTest.Patience);

    public async Task NextDepartureAsync() => await _left.Reader.ReadAsync().AsTask().WaitAsync(ServerUnderTest.Patience);

    private sealed class Departure(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
