using System.Threading.Channels;

namespace Lintel.Server.Tests.Probe;

/// <summary>Holds what asks for <c>held</c> until the test lets it go, and tells who came and who was cancelled.</summary>
internal sealed class ProbeHold
{
    private readonly Channel<TaskCompletionSource<string>> _arrived = Channel.CreateUnbounded<TaskCompletionSource<string>>();
    private readonly Channel<bool> _cancelled = Channel.CreateUnbounded<bool>();

    public async Task<string> WaitAsync(CancellationToken cancellationToken)
    {
        var held = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _arrived.Writer.TryWrite(held);
        try
        {
            return await held.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            _cancelled.Writer.TryWrite(true);
            throw;
        }
    }

    /// <summary>Waits for the next one to come, whom the test lets go by setting the result.</summary>
    public async Task<TaskCompletionSource<string>> NextAsync() => await _arrived.Reader.ReadAsync().AsTask().WaitAsync(ServerUnderTest.Patience);

    public async Task NextCancelledAsync() => await _cancelled.Reader.ReadAsync().AsTask().WaitAsync(ServerUnderTest.Patience);
}
