using Lintel.Data;
using Lintel.Schema.Shared.Streaming;

namespace Lintel.Schema.Tests.Deals;

/// <summary>Takes one item of what was in the log each time it is told to, and is whoever the test says.</summary>
internal sealed class SlowSubscriber : IStreamSubscriber, IDisposable
{
    private readonly SemaphoreSlim _room = new(0);

    /// <summary>Null: nobody any more.</summary>
    public required ViewerInForce? Is { get; set; }

    public Task<ViewerInForce?> LookUpAsync(CancellationToken cancellationToken) => Task.FromResult(Is);

    public ValueTask WhenRoomAsync(long items, CancellationToken cancellationToken) => new(_room.WaitAsync(cancellationToken));

    public void TakeOne() => _room.Release();

    public void Dispose() => _room.Dispose();
}
