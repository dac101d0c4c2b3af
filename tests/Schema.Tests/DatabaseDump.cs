using System.Globalization;
using System.Text;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Tests;

/// <summary>All rows of all tables as text; unless asked for, without the audit log, which a refusal is written to behind its answer.</summary>
internal static class DatabaseDump
{
    public static async Task<string> TakeAsync(TestDatabase database, bool withAudit = false)
    {
        await using var db = database.Open();
        var tables = db
            .Model.GetEntityTypes()
            .Select(type => type.GetTableName())
            .OfType<string>()
            // What was asked for has its price, refused or not: that is no change of the brokerage's.
            .Where(table => table != "shared_budget")
            .Where(table => withAudit || !table.StartsWith("audit_", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        await db.Database.OpenConnectionAsync();
        var dump = new StringBuilder();
        foreach (var table in tables)
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // The name comes from the model.
            command.CommandText = $"SELECT * FROM {table}";
#pragma warning restore CA2100
            await using var rows = await command.ExecuteReaderAsync();
            var lines = new List<string>();
            while (await rows.ReadAsync())
            {
                lines.Add(
                    string.Join(
                        " | ",
                        Enumerable
                            .Range(0, rows.FieldCount)
                            .Select(at => $"{rows.GetName(at)}={Convert.ToString(rows[at], CultureInfo.InvariantCulture)}")
                    )
                );
            }

            lines.Sort(StringComparer.Ordinal);
            dump.Append("== ").AppendLine(table);
            lines.ForEach(line => dump.AppendLine(line));
        }

        return dump.ToString();
    }
}
