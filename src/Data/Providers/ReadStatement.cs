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

    /// <summary>It finds one row at most, by its key.</summary>
    public bool ReadsOneRow { get; init; }
}
