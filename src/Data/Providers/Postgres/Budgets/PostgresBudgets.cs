using Npgsql;
using NpgsqlTypes;

namespace Lintel.Data.Providers.Postgres.Budgets;

/// <summary>
/// Budgets that all servers of one database share. A server is handed points in chunks, by one statement that no other can come between, and spends
/// them without asking. What it was handed counts as spent, so what a server takes with it when it is killed is restored like any other. Besides the
/// budget, viewers can so spend at most two chunks more on each server.
/// </summary>
internal sealed class PostgresBudgets : ViewerBudgets
{
    /// <summary>A chunk is this part of a budget, but no more than <see cref="MostOfChunk"/>.</summary>
    private const int Chunks = 20;

    /// <summary>Where budgets are as good as unlimited, what every start of a server takes must not use them up.</summary>
    private const long MostOfChunk = 1_000_000;

    private const string Leasing = """
        INSERT INTO shared_budget AS b (owner_id, spent, granted, at) VALUES ($1, $3, $3, $4)
        ON CONFLICT (owner_id) DO UPDATE SET (spent, granted, at) = (
          SELECT leaked.spent + lease.granted, lease.granted, leaked.at
          FROM (SELECT greatest(0, least(b.spent, $5) - $6 * extract(epoch FROM greatest(b.at, $4) - b.at)::double precision) AS spent, greatest(b.at, $4) AS at) AS leaked,
          LATERAL (SELECT CASE WHEN leaked.spent + $2 <= $5 THEN least($3, floor($5 - leaked.spent)::bigint) ELSE 0 END AS granted) AS lease)
        RETURNING granted, spent
        """;

    private const string Returning = "UPDATE shared_budget SET spent = greatest(0, spent - $2) WHERE owner_id = $1";

    private readonly KeptBudgets<LeasedPoints> _leases;
    private readonly PostgresConnections _connections;
    private readonly TimeProvider _clock;
    private readonly long _start;

    public PostgresBudgets(CostLimits limits, PostgresConnections connections, TimeProvider clock)
        : base(limits)
    {
        (_connections, _clock, _start) = (connections, clock, clock.GetTimestamp());
        _leases = new(() => new LeasedPoints(limits), lease => lease.Left(Now) >= limits.Budget);
    }

    private long Chunk => Math.Clamp(Limits.Budget / Chunks, 1, MostOfChunk);

    private TimeSpan Now => _clock.GetElapsedTime(_start);

    public override ValueTask<TimeSpan?> TakeAsync(Guid owner, long points, CancellationToken cancellationToken)
    {
        if (points == 0)
        {
            return new((TimeSpan?)null);
        }

        var lease = _leases.Of(owner);
        return lease.TrySpend(points, Now) ? new((TimeSpan?)null) : new(AskAsync(owner, lease, points, cancellationToken));
    }

    public override async ValueTask<BudgetState> GiveBackAsync(Guid owner, long points, CancellationToken cancellationToken)
    {
        if (points > 0 && _leases.Of(owner).GiveBack(points, Chunk, Now) is > 0 and var surplus)
        {
            // The caller's answer stands: whether it still waits for it is no matter of the budget.
            await ReturnAsync(owner, surplus, CancellationToken.None);
        }

        return StateOf(owner);
    }

    public override BudgetState StateOf(Guid owner)
    {
        var left = _leases.Find(owner)?.Left(Now) ?? Limits.Budget;
        return new BudgetState((long)left, TimeOf(Limits.Budget - left));
    }

    private async Task<TimeSpan?> AskAsync(Guid owner, LeasedPoints lease, long points, CancellationToken cancellationToken)
    {
        await lease.Asking.WaitAsync(cancellationToken);
        try
        {
            while (!lease.TrySpend(points, Now))
            {
                if (lease.Missing(points, Now) is > 0 and var missing)
                {
                    return TimeOf(missing);
                }

                await LeaseAsync(owner, lease, lease.Needed(points, Now), cancellationToken);
            }

            return null;
        }
        finally
        {
            lease.Asking.Release();
        }
    }

    private async Task LeaseAsync(Guid owner, LeasedPoints lease, long need, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(_connections.Work);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(Leasing, connection);
        Add(command, owner);
        Add(command, need);
        Add(command, Math.Max(need, Chunk));
        command.Parameters.Add(
            new NpgsqlParameter<DateTime> { TypedValue = _clock.GetUtcNow().UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz }
        );
        Add(command, Limits.Budget);
        Add(command, Limits.RestorePerSecond);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        lease.Add(row.GetInt64(0), row.GetDouble(1), Now);
    }

    private async Task ReturnAsync(Guid owner, long points, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(_connections.Work);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(Returning, connection);
        Add(command, owner);
        Add(command, points);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void Add<T>(NpgsqlCommand command, T value) => command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
}
