using System.Globalization;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Lintel.Data.Providers.Postgres.Searching;

/// <summary>The indexes of the searched tables of one database, brought to what this build has.</summary>
internal sealed class PostgresSearchIndexes(NpgsqlConnection connection, IModel model)
{
    private const long Lock = 0x4C696E74656D; // one process at a time; beside the wall's

    /// <summary>Makes those that are missing or another build's; how many.</summary>
    public async Task<int> RaiseAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await RunAsync(string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_xact_lock({Lock})"), cancellationToken);
        var missing = new List<SearchedTable>();
        foreach (var table in SearchedTable.AllOf(model))
        {
            if (await MarkAsync(table, cancellationToken) != PostgresSearch.MarkOf(table))
            {
                missing.Add(table);
            }
        }

        if (missing.Count > 0)
        {
            await RunAsync(PostgresSearch.Functions, cancellationToken);
        }

        foreach (var table in missing)
        {
            await RunAsync(PostgresSearch.Index(table), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return missing.Count;
    }

    private async Task<string?> MarkAsync(SearchedTable table, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT obj_description(to_regclass($1), 'pg_class')", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"\"{PostgresSearch.IndexOf(table)}\"" });
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

    private async Task RunAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
