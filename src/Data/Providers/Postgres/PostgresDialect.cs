using Lintel.Data.Providers.Postgres.Searching;
using Lintel.Data.Providers.Postgres.Wall;
using Npgsql;

namespace Lintel.Data.Providers.Postgres;

internal sealed class PostgresDialect(PostgresConnections connections) : DatabaseDialect
{
    /// <summary>The channel of NOTIFY; the payload is the brand's id.</summary>
    internal const string Channel = "lintel_events";

    public override bool HasLateral => true;

    public override bool IsUniqueViolation(Exception exception) =>
        exception switch
        {
            PostgresException postgres => postgres.SqlState == PostgresErrorCodes.UniqueViolation,
            { InnerException: { } inner } => IsUniqueViolation(inner),
            _ => false,
        };

    public override string KeyIn(string column, string parameter) => $"{column} = ANY({parameter})";

    public override object Keys(IReadOnlyCollection<Guid> keys) => keys.ToArray();

    public override string Contains(string expression, string parameter) => $"strpos(lower({expression}), lower({parameter})) > 0";

    public override string Found(SearchedTable table, string key, string parameter) =>
        $"{key} IN (SELECT {WallScript.Quote(PostgresSearch.FunctionOf(table))}({parameter}))";

    public override string Term(string term) => SearchFolding.Fold(term);

    internal override async Task ListenAsync(Action<Guid> committed, CancellationToken cancellationToken)
    {
        // A waiting connection must notice a dead server, and must not take a place in the pool.
        var parts = new NpgsqlConnectionStringBuilder(connections.Work) { Pooling = false, KeepAlive = 30 };
        await using var connection = new NpgsqlConnection(parts.ToString());
        connection.Notification += (_, notification) =>
        {
            if (Guid.TryParseExact(notification.Payload, "N", out var brandId))
            {
                committed(brandId);
            }
        };
        await connection.OpenAsync(cancellationToken);
        await using (var listen = new NpgsqlCommand($"LISTEN {Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        while (true)
        {
            await connection.WaitAsync(cancellationToken);
        }
    }
}
