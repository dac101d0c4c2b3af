using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Lintel.Data;

/// <summary>
/// Writes when keys were last used, behind the answers and at most once in <see cref="Apart"/> for each key, however many servers it is used on.
/// </summary>
public sealed class ApiKeyUses : IAsyncDisposable
{
    /// <summary>How far apart two writes of one key are.</summary>
    public static readonly TimeSpan Apart = TimeSpan.FromMinutes(1);

    private const int MostWaiting = 10_000;

    // What does not fit is lost: the key's next use says it again.
    private readonly Channel<Use> _waiting = Channel.CreateBounded<Use>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite }
    );
    private readonly IDbContextFactory<LintelDbContext> _contexts;
    private readonly ILogger<ApiKeyUses> _logger;
    private readonly Task _writing;

    public ApiKeyUses(IDbContextFactory<LintelDbContext> contexts, ILogger<ApiKeyUses> logger)
    {
        (_contexts, _logger) = (contexts, logger);
        using (ExecutionContext.SuppressFlow())
        {
            _writing = Task.Run(WriteAsync);
        }
    }

    public void Note(Guid key, DateTimeOffset at) => _waiting.Writer.TryWrite(new Use(key, at, null));

    /// <summary>Completes when all that was noted so far is written.</summary>
    public async Task FlushAsync()
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_waiting.Writer.TryWrite(new Use(default, default, written)))
        {
            await written.Task;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _writing;
    }

    private async Task WriteAsync()
    {
        await foreach (var use in _waiting.Reader.ReadAllAsync())
        {
            if (use.Flushed is { } flushed)
            {
                flushed.SetResult();
                continue;
            }

            try
            {
                await using var db = await _contexts.CreateDbContextAsync();
                var (key, at, before) = (use.Key, use.At, use.At - Apart);
                await db
                    .ApiKeys.Where(one => one.Id == key && (one.LastUsedAt == null || one.LastUsedAt <= before))
                    .ExecuteUpdateAsync(set => set.SetProperty(one => one.LastUsedAt, at));
            }
            catch (Exception exception)
            {
                DataLog.KeyUseNotWritten(_logger, use.Key, exception);
            }
        }
    }

    private sealed record Use(Guid Key, DateTimeOffset At, TaskCompletionSource? Flushed);
}
