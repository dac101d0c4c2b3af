using System.Data.Common;
using Lintel.Domain;

namespace Lintel.Data.Providers.Postgres;

/// <summary>One read on its way: what is asked for whom, and how it ended. It waits for its turn only when no session is free for it.</summary>
internal sealed class ReadOrder(
    Viewer viewer,
    string scope,
    IReadOnlyList<ReadStatement> statements,
    Action<int, DbDataReader> read,
    CancellationToken cancellationToken
)
{
    private const int Waits = 0;
    private const int IsTaken = 1;
    private const int IsOver = 2;

    private TaskCompletionSource<ReadTurn>? _turn;
    private int _state;

    public Viewer Viewer => viewer;
    public string Scope => scope;
    public IReadOnlyList<ReadStatement> Statements => statements;
    public Action<int, DbDataReader> Read => read;
    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>Reads of single rows share a round trip: none of them makes the others wait.</summary>
    public bool IsSmall { get; } = statements is [{ ByKeys: not null }];

    /// <summary>The key of the single row it looks for; null: it looks for something else, or for no row at all.</summary>
    public Guid? Key { get; } = statements is [{ ByKeys: { } byKeys, Values: var values }] ? values[byKeys.Key].Value as Guid? : null;

    /// <summary>A row of it was handed over: there is no second one where it goes with others.</summary>
    public bool HasRow { get; set; }

    /// <summary>It was in a batch that broke, not known by whose fault, or before it was its turn; it goes by itself now.</summary>
    public bool GoesAlone { get; set; }

    /// <summary>When it began to wait.</summary>
    public long Since { get; private set; }

    /// <summary>What went wrong; null: nothing so far.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Whoever came before has a lower one.</summary>
    public long Place { get; private set; }

    /// <summary>It is in line from now on.</summary>
    public void Wait(long since, long place) => (Since, Place, _turn) = (since, place, new(TaskCreationOptions.RunContinuationsAsynchronously));

    /// <summary>Its turn, or its end, if another has read it too.</summary>
    public async Task<ReadTurn> TurnAsync()
    {
        await using var cancelled = cancellationToken.UnsafeRegister(
            static order => ((ReadOrder)order!).GiveUp(new OperationCanceledException(((ReadOrder)order).CancellationToken)),
            this
        );
        return await _turn!.Task; // it waits
    }

    /// <summary>Takes it out of the line; false: it has given up waiting.</summary>
    public bool TryTake() => Interlocked.CompareExchange(ref _state, IsTaken, Waits) == Waits;

    /// <summary>Puts it back into the line.</summary>
    public void PutBack() => Volatile.Write(ref _state, Waits);

    /// <summary>It is its turn; it was taken out of the line.</summary>
    public void Begin(ReadTurn turn) => _turn!.SetResult(turn);

    /// <summary>Another has read it.</summary>
    public void End() => _turn!.SetResult(default);

    /// <summary>It will not be read, if it still waits.</summary>
    public void GiveUp(Exception reason)
    {
        if (Interlocked.CompareExchange(ref _state, IsOver, Waits) == Waits)
        {
            _turn!.SetException(reason);
        }
    }
}

/// <summary>What a read that waited gets: a session, or leave to open one, or nothing because it is done.</summary>
internal readonly record struct ReadTurn(ReadSession? Session, bool MayOpen);
