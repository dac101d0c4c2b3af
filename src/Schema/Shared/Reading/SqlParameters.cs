using System.Data;
using System.Data.Common;
using System.Globalization;

namespace Lintel.Schema.Shared.Reading;

/// <summary>The parameters of one statement, added while it is written, bound when it runs.</summary>
internal sealed class SqlParameters
{
    private const string ViewerId = "@viewer_";
    private readonly List<(string Name, object? Value, DbType? Type)> _values = [];

    /// <summary>The ids of the viewer that are bound, as the viewer's properties are called.</summary>
    public IEnumerable<string> ViewerIds =>
        _values.Where(value => value.Name.StartsWith(ViewerId, StringComparison.Ordinal)).Select(value => value.Name[ViewerId.Length..]);

    /// <summary>Adds a value and returns its name in SQL.</summary>
    public string Add(object? value, DbType? type = null)
    {
        var name = "@p" + _values.Count.ToString(CultureInfo.InvariantCulture);
        _values.Add((name, value, type));
        return name;
    }

    /// <summary>Adds an id of the viewer once, however often it is used; null matches nothing.</summary>
    public string AddViewerId(string name, Guid? id) => AddOnce(ViewerId + name, id);

    /// <summary>Adds the id of a custom field once: the SQL of its value is the same wherever it stands in the statement.</summary>
    public string AddCustomFieldId(Guid id) => AddOnce($"@custom_{id:N}", id);

    private string AddOnce(string parameter, Guid? id)
    {
        if (!_values.Exists(value => string.Equals(value.Name, parameter, StringComparison.Ordinal)))
        {
            _values.Add((parameter, id, DbType.Guid));
        }

        return parameter;
    }

    /// <summary>Adds the instant of the request, as the database keeps instants, once however often it is used.</summary>
    public string AddNow(object instant)
    {
        const string Parameter = "@now";
        if (!_values.Exists(value => string.Equals(value.Name, Parameter, StringComparison.Ordinal)))
        {
            _values.Add((Parameter, instant, null));
        }

        return Parameter;
    }

    public void Bind(DbCommand command)
    {
        foreach (var (name, value, type) in _values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            if (type is { } declared)
            {
                parameter.DbType = declared;
            }

            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }
    }
}
