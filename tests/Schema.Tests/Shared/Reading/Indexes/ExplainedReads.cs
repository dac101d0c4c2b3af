using System.Data;
using System.Data.Common;
using System.Globalization;
using Lintel.Data;
using Lintel.Domain;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Lintel.Schema.Tests.Shared.Reading.Indexes;

/// <summary>
/// The readers' door, with the plan of every statement kept that goes through: as PostgreSQL makes it for the viewer's role, behind the wall, with
/// the readers' settings, and for any values of the parameters.
/// </summary>
internal sealed class ExplainedReads(ViewerReads door) : ViewerReads
{
    private readonly List<QueryPlan> _plans = [];

    /// <summary>Whether rows are read too; else every list is empty.</summary>
    public bool HasRows { get; set; } = true;

    /// <summary>The plans since they were last asked for, in the order of the statements.</summary>
    public IReadOnlyList<QueryPlan> Take()
    {
        QueryPlan[] plans = [.. _plans];
        _plans.Clear();
        return plans;
    }

    public override string Computed(IEntityType rows, string query) => door.Computed(rows, query);

    protected override async Task RunAsync(
        Viewer viewer,
        IReadOnlyList<ReadStatement> statements,
        Action<int, DbDataReader> read,
        CancellationToken cancellationToken
    )
    {
        await door.ReadAsync(
            viewer,
            [.. statements.SelectMany(Explained)],
            // The driver counts those that have an answer.
            (statement, row) => _plans.Add(new QueryPlan(statements[statement].Sql, row.GetString(0))),
            cancellationToken
        );
        if (HasRows)
        {
            await door.ReadAsync(viewer, statements, read, cancellationToken);
        }
    }

    /// <summary>A plan that is kept for any values is only made of a prepared statement; which values it is then shown for makes no difference.</summary>
    private static IEnumerable<ReadStatement> Explained(ReadStatement statement, int place)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"explained_{place}");
        var (types, nulls) = (statement.Values.Select(TypeOf), statement.Values.Select(_ => "NULL"));
        var hasNone = statement.Values.Length == 0;
        yield return new ReadStatement($"PREPARE {name}{(hasNone ? "" : $"({string.Join(", ", types)})")} AS {statement.Sql}", []);
        yield return new ReadStatement($"EXPLAIN (FORMAT JSON) EXECUTE {name}{(hasNone ? "" : $"({string.Join(", ", nulls)})")}", []);
        yield return new ReadStatement($"DEALLOCATE {name}", []);
    }

    /// <summary>What the driver says a value is.</summary>
    private static string TypeOf(StatementValue value) =>
        value switch
        {
            { Type: DbType.Guid } or { Value: Guid } => "uuid",
            { Value: Guid[] } => "uuid[]",
            { Value: string } => "text",
            { Value: int } => "int",
            { Value: long } => "bigint",
            { Value: bool } => "boolean",
            { Value: DateOnly } => "date",
            { Value: DateTime or DateTimeOffset } => "timestamptz",
            _ => throw new InvalidOperationException($"What does the driver say of {value}?"),
        };
}
