using System.Data;
using System.Data.Common;

namespace Lintel.Data;

/// <summary>A value of a statement, and its type where the value does not tell.</summary>
public readonly record struct StatementValue(object? Value, DbType? Type)
{
    /// <summary>Writes it into a parameter of the provider.</summary>
    public void Into(DbParameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        if (Type is { } declared)
        {
            parameter.DbType = declared;
        }

        parameter.Value = Value ?? DBNull.Value;
    }
}

/// <summary>One SELECT of a read.</summary>
/// <param name="Sql">The text; its placeholders are <c>$1</c>, <c>$2</c> and so on, each as often as it is needed.</param>
/// <param name="Values">The values of the placeholders, in their order.</param>
public readonly record struct ReadStatement(string Sql, StatementValue[] Values)
{
    /// <summary>Its last column is <see cref="ViewerReads.EpochColumn"/>.</summary>
    public bool ShowsEpoch { get; init; }

    /// <summary>It finds one row at most, by its key; this finds the rows of several. Null: it is no such statement.</summary>
    public ReadByKeys? ByKeys { get; init; }
}

/// <summary>A statement for one key, written for several.</summary>
/// <param name="Sql">It has the same placeholders and columns; that of the key takes a list, and after all other columns comes the key.</param>
/// <param name="Key">Which of the values is the key, from 0.</param>
public sealed record ReadByKeys(string Sql, int Key);
