using System.Data;
using System.Globalization;
using Lintel.Data;

namespace Lintel.Schema.Shared.Reading;

/// <summary>The parameters of one statement, added while it is written, bound when it runs.</summary>
internal sealed class SqlParameters
{
    private const string ViewerId = "@viewer_";
    private readonly List<SqlValue> _values = [];

    /// <summary>Nothing is bound: the viewer and the instant are found in the settings of the transaction, as the wall does.</summary>
    public bool AreSettings { get; init; }

    public IReadOnlyList<SqlValue> Values => _values;

    /// <summary>The ids of the viewer that are bound, as the viewer's properties are called.</summary>
    public IEnumerable<string> ViewerIds =>
        _values.Where(value => value.Name.StartsWith(ViewerId, StringComparison.Ordinal)).Select(value => value.Name[ViewerId.Length..]);

    /// <summary>Adds a value and returns its name in SQL.</summary>
    public string Add(object? value, DbType? type = null)
    {
        var name = "@p" + _values.Count.ToString(CultureInfo.InvariantCulture);
        _values.Add(new SqlValue(name, value, type));
        return name;
    }

    /// <summary>Adds an id of the viewer once, however often it is used; null matches nothing.</summary>
    public string AddViewerId(string name, Guid? id) => AreSettings ? ViewerScope.IdSql(name) : AddOnce(ViewerId + name, id);

    /// <summary>Adds the id of a custom field once: the SQL of its value is the same wherever it stands in the statement.</summary>
    public string AddCustomFieldId(Guid id) => AddOnce($"@custom_{id:N}", id);

    private string AddOnce(string parameter, Guid? id)
    {
        if (!_values.Exists(value => string.Equals(value.Name, parameter, StringComparison.Ordinal)))
        {
            _values.Add(new SqlValue(parameter, id, DbType.Guid));
        }

        return parameter;
    }

    /// <summary>Adds the instant of the request, as the database keeps instants, once however often it is used.</summary>
    public string AddNow(object instant)
    {
        const string Parameter = "@now";
        if (AreSettings)
        {
            return ViewerScope.NowSql;
        }

        if (!_values.Exists(value => string.Equals(value.Name, Parameter, StringComparison.Ordinal)))
        {
            _values.Add(new SqlValue(Parameter, instant));
        }

        return Parameter;
    }
}
