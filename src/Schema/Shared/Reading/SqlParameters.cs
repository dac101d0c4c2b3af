using System.Data;
using System.Globalization;
using Lintel.Data;

namespace Lintel.Schema.Shared.Reading;

/// <summary>The parameters of one statement, added while it is written, bound when it runs.</summary>
internal sealed class SqlParameters
{
    private readonly List<SqlValue> _values = [];

    /// <summary>SQL of the viewer's ids where they are no parameters but are found in the database; null: they are.</summary>
    public Func<string, string>? ViewerIds { get; init; }

    public IReadOnlyList<SqlValue> Values => _values;

    /// <summary>Adds a value and returns its name in SQL.</summary>
    public string Add(object? value, DbType? type = null)
    {
        var name = "@p" + _values.Count.ToString(CultureInfo.InvariantCulture);
        _values.Add(new SqlValue(name, value, type));
        return name;
    }

    /// <summary>Adds an id of the viewer once, however often it is used; null matches nothing.</summary>
    public string AddViewerId(string name, Guid? id)
    {
        if (ViewerIds is { } known)
        {
            return known(name);
        }

        var parameter = "@viewer_" + name;
        if (!_values.Exists(value => string.Equals(value.Name, parameter, StringComparison.Ordinal)))
        {
            _values.Add(new SqlValue(parameter, id, DbType.Guid));
        }

        return parameter;
    }
}
