using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Lintel.Data;
using Lintel.Domain;

namespace Lintel.Schema.Shared.Reading;

/// <summary>A value that a statement takes from its request when it runs.</summary>
internal sealed record SqlParameter(string Name, Func<ReadInputs, object?> Value, DbType? Type)
{
    /// <summary>The parameter of a command in which it goes by its name.</summary>
    public DbParameter With(ReadInputs inputs, DbCommand command)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = Name;
        new StatementValue(Value(inputs), Type).Into(parameter);
        return parameter;
    }
}

/// <summary>
/// The parameters of the statements of one plan, added while they are written. In the texts they go by name; a finished statement has numbers
/// in the order of their appearance, which every database understands without looking the text through again.
/// </summary>
internal sealed partial class SqlParameters
{
    private const string ViewerId = "@viewer_";
    private readonly List<SqlParameter> _all = [];

    /// <summary>Nothing is bound: the viewer and the instant are found in the settings of the transaction, as the wall does.</summary>
    public bool AreSettings { get; init; }

    public IReadOnlyList<SqlParameter> All => _all;

    /// <summary>The ids of the viewer that are bound, as the viewer's properties are called.</summary>
    public IEnumerable<string> ViewerIds =>
        _all.Where(parameter => parameter.Name.StartsWith(ViewerId, StringComparison.Ordinal)).Select(parameter => parameter.Name[ViewerId.Length..]);

    /// <summary>Adds a value and returns its name in SQL.</summary>
    public string Add(object? value, DbType? type = null) => Add(_ => value, type);

    /// <summary>Adds a value that is taken from the request.</summary>
    public string Add(Func<ReadInputs, object?> value, DbType? type = null)
    {
        var name = "@p" + _all.Count.ToString(CultureInfo.InvariantCulture);
        _all.Add(new SqlParameter(name, value, type));
        return name;
    }

    /// <summary>Adds an id of the viewer once, however often it is used; null matches nothing.</summary>
    public string AddViewerId(string property) =>
        AreSettings ? ViewerScope.IdSql(property) : AddOnce(ViewerId + property, inputs => ViewerIdOf(inputs.Viewer, property), DbType.Guid);

    /// <summary>Adds the id of a custom field once: the SQL of its value is the same wherever it stands in the statement.</summary>
    public string AddCustomFieldId(Guid id) => AddOnce($"@custom_{id:N}", _ => id, DbType.Guid);

    /// <summary>Adds the instant of the request once.</summary>
    /// <param name="toColumn">The instant as the database keeps instants.</param>
    public string AddNow(Func<DateTimeOffset, object> toColumn) =>
        AreSettings ? ViewerScope.NowSql : AddOnce("@now", inputs => toColumn(inputs.Now), type: null);

    /// <summary>A statement in which the names have become numbers, with its own parameters in that order.</summary>
    public PlannedSql Bind(string sql)
    {
        var used = new List<SqlParameter>();
        var text = Names()
            .Replace(
                sql,
                name =>
                {
                    if (_all.Find(parameter => string.Equals(parameter.Name, name.Value, StringComparison.Ordinal)) is not { } parameter)
                    {
                        return name.Value;
                    }

                    var known = used.IndexOf(parameter);
                    if (known < 0)
                    {
                        used.Add(parameter);
                        known = used.Count - 1;
                    }

                    return string.Create(CultureInfo.InvariantCulture, $"${known + 1}");
                }
            );
        return new PlannedSql(text, [.. used]);
    }

    /// <summary>The id a viewer has under a property's name.</summary>
    public static Guid? ViewerIdOf(Viewer viewer, string property) =>
        property switch
        {
            nameof(Viewer.AccountId) => viewer.AccountId,
            nameof(Viewer.BrandId) => viewer.BrandId,
            nameof(Viewer.RegionId) => viewer.RegionId,
            nameof(Viewer.FranchiseId) => viewer.FranchiseId,
            nameof(Viewer.StoreId) => viewer.StoreId,
            nameof(Viewer.TeamId) => viewer.TeamId,
            nameof(Viewer.AgentId) => viewer.AgentId,
            nameof(Viewer.ClientId) => viewer.ClientId,
            _ => throw new NotSupportedException($"viewer.{property} is not an id."),
        };

    private string AddOnce(string name, Func<ReadInputs, object?> value, DbType? type)
    {
        if (!_all.Exists(parameter => string.Equals(parameter.Name, name, StringComparison.Ordinal)))
        {
            _all.Add(new SqlParameter(name, value, type));
        }

        return name;
    }

    [GeneratedRegex("@[A-Za-z0-9_]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Names();
}

/// <summary>A finished statement of a plan.</summary>
internal sealed record PlannedSql(string Text, SqlParameter[] Parameters)
{
    /// <summary>Its last column says whether its viewer changed.</summary>
    public bool ShowsEpoch { get; init; }

    /// <summary>It finds one row at most, by its key; this finds those of several.</summary>
    public ReadByKeys? ByKeys { get; init; }

    public ReadStatement With(ReadInputs inputs)
    {
        var values = new StatementValue[Parameters.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = new StatementValue(Parameters[i].Value(inputs), Parameters[i].Type);
        }

        return new ReadStatement(Text, values) { ShowsEpoch = ShowsEpoch, ByKeys = ByKeys };
    }
}
