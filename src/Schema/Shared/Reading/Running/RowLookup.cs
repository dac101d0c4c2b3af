using Lintel.Data;
using Lintel.Domain;

namespace Lintel.Schema.Shared.Reading;

/// <summary>Answers which rows a viewer may see now.</summary>
internal sealed class RowLookup(PlanScopes scopes, ViewerReads reads)
{
    public async Task<bool> IsVisibleAsync<T>(Guid key, Viewer viewer, CancellationToken cancellationToken)
        where T : class
    {
        var scope = scopes.For(viewer);
        var type = scope.Graph.For(typeof(T));
        var alias = scope.Rows.NewAlias();
        var predicates = PlanScope.All(
            $"{scope.Column(type, type.KeyProperty!, alias)} = {scope.Parameters.Add(key, System.Data.DbType.Guid)}", // only nodes have keys to look up
            scope.Rows.Visible(type, alias)
        );
        var sql = scope.Parameters.Bind($"SELECT 1 FROM {scope.Tables.Source(typeof(T))} AS {alias} WHERE {predicates}");
        var isThere = false;
        await reads.ReadAsync(viewer, [sql.With(scopes.InputsOf(viewer))], (_, _) => isThere = true, cancellationToken);
        return isThere;
    }

    /// <summary>The keys of all rows of a type that a viewer may see.</summary>
    public async Task<HashSet<Guid>> VisibleAsync<T>(Viewer viewer, CancellationToken cancellationToken)
        where T : class
    {
        var scope = scopes.For(viewer);
        var type = scope.Graph.For(typeof(T));
        var alias = scope.Rows.NewAlias();
        var key = scope.Column(type, type.KeyProperty!, alias); // only nodes have keys to look up
        var sql = scope.Parameters.Bind($"SELECT {key} FROM {scope.Tables.Source(typeof(T))} AS {alias} WHERE {scope.Rows.Visible(type, alias)}");
        var keys = new HashSet<Guid>();
        await reads.ReadAsync(viewer, [sql.With(scopes.InputsOf(viewer))], (_, row) => keys.Add(row.GetGuid(0)), cancellationToken);
        return keys;
    }
}
