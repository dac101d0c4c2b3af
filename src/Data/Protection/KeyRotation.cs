using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Lintel.Data;

/// <summary>
/// Seals every value anew that is not under the current key. Runs beside the server, in small steps: a value that somebody changes
/// meanwhile is left as that change made it, and lookups never notice, since the index does not depend on the rotated keys.
/// </summary>
public sealed class KeyRotation(IDbContextFactory<LintelDbContext> contexts)
{
    private const int RowsPerStep = 500;

    /// <summary>How many values were sealed anew. Safe to stop at any moment and to run again.</summary>
    public async Task<long> RunAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rotated = 0L;
        foreach (var entity in db.Model.GetEntityTypes())
        {
            foreach (var property in ProtectedProperty.Of(entity))
            {
                var column = new SealedColumn(db, entity.GetTableName()!, property); // protected properties are in tables
                while (await column.RotateSomeAsync(RowsPerStep, cancellationToken) is > 0 and var some)
                {
                    rotated += some;
                }
            }
        }

        return rotated;
    }

    private sealed class SealedColumn(LintelDbContext db, string table, ProtectedProperty property)
    {
        private readonly string _old =
            $"SELECT brand_id, id, {property.SealedColumn} FROM {table} WHERE {property.SealedColumn} IS NOT NULL "
            + $"AND substr({property.SealedColumn}, 1, {db.Protector.CurrentPrefix.Length}) <> @current LIMIT @limit";

        private readonly string _update = $"UPDATE {table} SET {property.SealedColumn} = @new WHERE id = @id AND {property.SealedColumn} = @old";

        /// <summary>One transaction; how many values it sealed anew.</summary>
        public async Task<int> RotateSomeAsync(int limit, CancellationToken cancellationToken)
        {
            await using var transaction = await db.BeginWriteAsync(cancellationToken);
            var values = await ReadAsync(limit, cancellationToken);
            foreach (var (place, old) in values)
            {
                await using var update = Command(
                    _update,
                    ("@new", db.Protector.Seal(db.Protector.Open(old, place), place)),
                    ("@id", place.RowId),
                    ("@old", old)
                );
                await update.ExecuteNonQueryAsync(cancellationToken);
            }

            await transaction.CommitAsync(cancellationToken);
            return values.Count;
        }

        private async Task<List<(SealedPlace Place, string Value)>> ReadAsync(int limit, CancellationToken cancellationToken)
        {
            var values = new List<(SealedPlace, string)>();
            await using var select = Command(_old, ("@current", db.Protector.CurrentPrefix), ("@limit", limit));
            await using var rows = await select.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                values.Add((new SealedPlace(rows.GetGuid(0), property.Place, rows.GetGuid(1)), rows.GetString(2)));
            }

            return values;
        }

        private DbCommand Command(string sql, params (string Name, object Value)[] parameters)
        {
            var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = sql;
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            foreach (var (name, value) in parameters)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value);
                command.Parameters.Add(parameter);
            }

            DatabaseMetrics.CountCommand();
            return command;
        }
    }
}
