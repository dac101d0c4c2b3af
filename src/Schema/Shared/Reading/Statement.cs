using System.Globalization;
using System.Text;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Shared.Reading;

/// <summary>One SELECT being written: columns as they are asked for, joins, conditions.</summary>
internal sealed class Statement(PlanScope scope, EntityType type)
{
    private readonly List<string> _columns = [];
    private readonly StringBuilder _joins = new();
    private readonly List<string> _conditions = [];

    public PlanScope Scope => scope;
    public string Alias { get; } = scope.Rows.NewAlias();

    /// <summary>Asks for a column and returns its position, not counting the parent's key.</summary>
    public int Select(string sql)
    {
        var known = _columns.IndexOf(sql);
        if (known >= 0)
        {
            return known;
        }

        _columns.Add(sql);
        return _columns.Count - 1;
    }

    public void Where(params string[] conditions) =>
        _conditions.AddRange(conditions.Where(condition => !string.Equals(condition, RowAccess.Everything, StringComparison.Ordinal)));

    /// <summary>Joins the row a reference leads to, if the viewer may see both the reference and the row.</summary>
    public string Join(EntityType from, ReferenceDeclaration reference, EntityType target, string alias)
    {
        var joined = scope.Rows.NewAlias();
        var on = PlanScope.All(
            $"{scope.Column(target, target.KeyProperty!, joined)} = {scope.Column(from, reference.KeyProperty, alias)}", // references lead to nodes
            scope.ElementReach(from, reference, alias),
            scope.Rows.Visible(target, joined)
        );
        _joins.Append(" LEFT JOIN ").Append(scope.Tables.Source(target.Entity)).Append(" AS ").Append(joined).Append(" ON ").Append(on);
        return joined;
    }

    /// <summary>The order asked for, completed so that it is total.</summary>
    public Keyset OrderBy(IReadOnlyList<(FieldDeclaration Field, bool Descending)> order, CursorCipher cipher, AccessClass accessClass)
    {
        var keys = order
            .Select(one => new SortKey(scope.Visible(type, one.Field, Alias).ComparableSql, one.Descending, one.Field.IsNullable, one.Field.Kind))
            .ToList();
        foreach (var property in type.TieBreakers)
        {
            var column = scope.Column(type, property, Alias);
            if (!keys.Exists(key => string.Equals(key.Sql, column, StringComparison.Ordinal)))
            {
                var kind =
                    type.Fields.FirstOrDefault(field => string.Equals(scope.Visible(type, field, Alias).Sql, column, StringComparison.Ordinal))?.Kind
                    ?? new IdKind(type.Name);
                keys.Add(new SortKey(column, Descending: keys is [{ Descending: true }, ..], Nullable: false, kind));
            }
        }

        var binding = $"{type.Name}|{string.Join(',', order.Select(one => one.Field.Identity + (one.Descending ? "-" : "+")))}|{accessClass}";
        return new Keyset(keys, binding, cipher);
    }

    public string Sql(string? orderBy, int limit) =>
        string.Create(CultureInfo.InvariantCulture, $"SELECT {Columns()} {From()}{(orderBy is null ? "" : $" ORDER BY {orderBy}")} LIMIT {limit}");

    /// <summary>All rows of every parent, the parent's key after the columns.</summary>
    public string ChildSql(string keyProperty, string orderBy)
    {
        var key = scope.Column(type, keyProperty, Alias);
        Where(scope.Dialect.KeyIn(key, Level.KeysParameter));
        return $"SELECT {Columns(key)} {From()} ORDER BY {key}, {orderBy}";
    }

    /// <summary>The first rows of every parent, the parent's key after the columns.</summary>
    public string PagedChildSql(CollectionDeclaration parent, string orderBy, int limit)
    {
        var key = scope.Column(type, parent.ForeignKeyProperty, Alias);
        var parents = scope.Rows.NewAlias();
        var inner = scope.Rows.NewAlias();
        if (scope.Dialect.HasLateral)
        {
            Where($"{key} = {parents}.k");
            return string.Create(
                CultureInfo.InvariantCulture,
                $"SELECT {inner}.* FROM unnest({Level.KeysParameter}) AS {parents}(k) CROSS JOIN LATERAL (SELECT {Columns(key)} {From()} ORDER BY {orderBy} LIMIT {limit}) AS {inner}"
            );
        }

        Where(scope.Dialect.KeyIn(key, Level.KeysParameter));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT * FROM (SELECT {Columns(key)}, ROW_NUMBER() OVER (PARTITION BY {key} ORDER BY {orderBy}) AS n {From()}) AS {inner} WHERE n <= {limit} ORDER BY {inner}.k, n"
        );
    }

    /// <summary>How many rows the conditions so far leave (per parent: key, count).</summary>
    public string CountSql(CollectionDeclaration? parent)
    {
        if (parent is null)
        {
            return $"SELECT COUNT(*) {From(joins: false)}";
        }

        var key = scope.Column(type, parent.ForeignKeyProperty, Alias);
        return $"SELECT {key}, COUNT(*) {FromChildren(key)} GROUP BY {key}";
    }

    /// <summary>The figures over all rows the conditions so far leave (per parent: the parent's key after the figures).</summary>
    public string AggregateSql(AggregateRead figures, CollectionDeclaration? parent)
    {
        if (parent is null)
        {
            return figures.Write(From(joins: false), parentKey: null);
        }

        var key = scope.Column(type, parent.ForeignKeyProperty, Alias);
        return figures.Write(FromChildren(key), key);
    }

    private string Columns(string? key = null)
    {
        var columns = new StringBuilder();
        for (var i = 0; i < _columns.Count; i++)
        {
            columns.Append(i == 0 ? "" : ", ").Append(_columns[i]).Append(" AS c").Append(i.ToString(CultureInfo.InvariantCulture));
        }

        if (key is not null)
        {
            columns.Append(columns.Length == 0 ? "" : ", ").Append(key).Append(" AS k");
        }

        return columns.Length == 0 ? "1" : columns.ToString();
    }

    private string From(bool joins = true) =>
        $"FROM {scope.Tables.Source(type.Entity)} AS {Alias}{(joins ? _joins.ToString() : "")}{(_conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", _conditions))}";

    private string FromChildren(string key) =>
        $"FROM {scope.Tables.Source(type.Entity)} AS {Alias} WHERE {string.Join(" AND ", _conditions.Append(scope.Dialect.KeyIn(key, Level.KeysParameter)))}";
}
