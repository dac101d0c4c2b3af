using System.Threading.Channels;
using Lintel.Domain;
using Lintel.Domain.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Lintel.Data;

/// <summary>
/// Puts denials into the audit log behind the answer: a refusal takes no longer for what exists than for what does not. The first
/// <see cref="EntriesPerMinute"/> of an account in a minute are entries of their own; those beyond are counted into its next one.
/// </summary>
public sealed class DenialLog : IAsyncDisposable
{
    /// <summary>Entries that one account causes in a minute.</summary>
    public const int EntriesPerMinute = 60;

    private readonly Channel<Denial> _waiting = Channel.CreateUnbounded<Denial>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, Window> _windows = [];
    private readonly IDbContextFactory<LintelDbContext> _contexts;
    private readonly TimeProvider _clock;
    private readonly ILogger<DenialLog> _logger;
    private readonly Task _writing;

    public DenialLog(IDbContextFactory<LintelDbContext> contexts, TimeProvider clock, ILogger<DenialLog> logger)
    {
        (_contexts, _clock, _logger) = (contexts, clock, logger);
        using (ExecutionContext.SuppressFlow())
        {
            _writing = Task.Run(WriteAsync);
        }
    }

    /// <summary>Notes that an account was refused these elements.</summary>
    public void Note(Viewer viewer, IReadOnlyCollection<string> elements)
    {
        if (viewer is not { BrandId: { } brand, AccountId: { } account })
        {
            return;
        }

        var now = _clock.GetUtcNow();
        int times;
        lock (_gate)
        {
            var window = _windows.GetValueOrDefault(account) ?? new Window(now);
            if (now - window.Start >= TimeSpan.FromMinutes(1))
            {
                window = new Window(now) { Unwritten = window.Unwritten };
            }

            _windows[account] = window;
            window.Unwritten++;
            if (++window.Entries > EntriesPerMinute)
            {
                return;
            }

            (times, window.Unwritten) = (window.Unwritten, 0);
        }

        _waiting.Writer.TryWrite(new Denial(brand, viewer, string.Join(", ", elements), times, now, null));
    }

    /// <summary>Completes when all that was noted so far is in the log.</summary>
    public Task FlushAsync()
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _waiting.Writer.TryWrite(new Denial(default, null, "", 0, default, written)) ? written.Task : _writing;
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _writing;
    }

    private async Task WriteAsync()
    {
        await foreach (var denial in _waiting.Reader.ReadAllAsync())
        {
            if (denial.Flushed is { } flushed)
            {
                flushed.SetResult();
                continue;
            }

            try
            {
                await using var db = await _contexts.CreateDbContextAsync();
                await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
                var note = new AuditNote(AuditKind.Denial, denial.Elements) { Times = denial.Times, IsOffHours = RevealRules.IsOffHours(denial.At) };
                await db.AuditAsync(denial.BrandId, note, denial.Viewer, denial.At, CancellationToken.None);
                await transaction.CommitAsync();
            }
            catch (Exception exception)
            {
                // The refusal itself has long been told; what is lost of the log is in the server's own.
                DataLog.DenialNotWritten(_logger, denial.Viewer?.AccountId, denial.Elements, exception);
            }
        }
    }

    private sealed class Window(DateTimeOffset start)
    {
        public DateTimeOffset Start { get; } = start;
        public int Entries { get; set; }
        public int Unwritten { get; set; }
    }

    private sealed record Denial(Guid BrandId, Viewer? Viewer, string Elements, int Times, DateTimeOffset At, TaskCompletionSource? Flushed);
}
