using Lintel.Data;
using Lintel.Domain;
using Lintel.Testing;

namespace Lintel.Data.Tests.Providers;

/// <summary>Reads on SQLite, which works in the thread of its caller.</summary>
public sealed class SqliteReadTests
{
    private const string OneAndThenNoMore = """
        SELECT 1 UNION ALL
        SELECT count(*) FROM (WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers) SELECT n FROM numbers)
        """;

    [Fact]
    public async Task A_statement_that_works_on_without_a_row_can_be_cancelled()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        using var cancellation = new CancellationTokenSource();
        Task? cancelling = null;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            database.Reads.ReadAsync(
                Viewer.Anonymous,
                [new ReadStatement(OneAndThenNoMore, [])],
                // The next row never comes.
                (_, _) => cancelling = Task.Run(cancellation.Cancel),
                cancellation.Token
            )
        );
        await cancelling!; // the first row came

        var seen = new List<long>();
        await database.Reads.ReadAsync(Viewer.Anonymous, [new ReadStatement("SELECT 2", [])], (_, row) => seen.Add(row.GetInt64(0)), default);
        Assert.Equal([2], seen);
    }
}
