using Lintel.Data;
using Lintel.Domain.Reports;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Tests.Proofs.NonInterference;

/// <summary>Every row of every table, and every row of the reports, as tracked entities.</summary>
internal sealed class LoadedRows
{
    private readonly Dictionary<Type, List<object>> _rows = [];
    private readonly Dictionary<(Type, Guid), object> _byKey = [];

    private LoadedRows() { }

    public IEnumerable<object> All => _rows.Values.SelectMany(rows => rows);

    public IReadOnlyList<object> Of(Type entity) => _rows[entity];

    public object? Find(Type entity, Guid key) => _byKey.GetValueOrDefault((entity, key));

    public static async Task<LoadedRows> LoadAsync(LintelDbContext db)
    {
        var loaded = new LoadedRows();
        foreach (var entity in db.Model.GetEntityTypes())
        {
            var rows = await Query(db, entity.ClrType).ToListAsync();
            loaded._rows[entity.ClrType] = rows;
            if (entity.FindPrimaryKey() is { Properties: [{ PropertyInfo: { } key }] } && key.PropertyType == typeof(Guid))
            {
                rows.ForEach(row => loaded._byKey[(entity.ClrType, (Guid)key.GetValue(row)!)] = row); // a key
            }
        }

        return loaded;
    }

    /// <summary>The figures of the reports, which are no rows of a table.</summary>
    public static bool IsReport(Type entity) => entity == typeof(AgentPerformance) || entity == typeof(StorePerformance);

    private static IQueryable<object> Query(LintelDbContext db, Type entity) =>
        (IQueryable<object>)typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(entity).Invoke(db, null)!; // DbContext has it
}
