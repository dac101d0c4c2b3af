using System.Data;
using System.Data.Common;

namespace Lintel.Data;

/// <summary>A parameter of hand-written SQL: its placeholder with the sign, its value, and its type where the value does not tell.</summary>
public readonly record struct SqlValue(string Name, object? Value, DbType? Type = null)
{
    /// <summary>Writes it into a parameter of the provider.</summary>
    public DbParameter Into(DbParameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        parameter.ParameterName = Name;
        if (Type is { } declared)
        {
            parameter.DbType = declared;
        }

        parameter.Value = Value ?? DBNull.Value;
        return parameter;
    }
}
