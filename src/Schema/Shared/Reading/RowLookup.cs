using Lintel.Data;
using Lintel.Domain;
using Lintel.Schema.Shared.Declaring;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Shared.Reading;

/// <summary>Answers whether a viewer may see a row now.</summary>
internal sealed class RowLookup(DeclaredGraph graph, TableMap tables, DatabaseDialect dialect, IDbContextFactory<LintelDbContext> contexts)
{
    public async Task<bool> IsVisibleAsync<T>(Guid key, Viewer viewer, CancellationToken cancellationToken)
        where T : class
    {
        var type = graph.For(typeof(T));
        var scope = new PlanScope(graph, tables, dialect, viewer);
        var alias = scope.Rows.NewAlias();
        var predicates = PlanScope.All(
            $"{scope.Column(type, type.KeyProperty!, alias)} = {scope.Parameters.Add(key, System.Data.DbType.Guid)}", // only nodes have keys to look up
            scope.Rows.Visible(type, alias)
        );
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        await database.Database.OpenConnectionAsync(cancellationToken);
        await using var command = database.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT 1 FROM {scope.Tables.Source(typeof(T))} AS {alias} WHERE {predicates}";
        scope.Parameters.Bind(command);
        DatabaseMetrics.CountCommand();
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }
}
