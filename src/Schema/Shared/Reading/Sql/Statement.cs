using System.Globalization;
using System.Text;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Shared.Reading;

/// <summary>
/// The rows of one level being written: columns as they are asked for, joins, conditions. Rows are found and cut to their page first and joined
/// after, so that a join costs what the page costs. Rows below others find their parents by the parents' own statement, so that nothing has
/// to be read before it is known whose rows to read.
/// </summary>
internal sealed class Statement(PlanScope scope, EntityType type)
{
    /// <summary>The column with a parent's key, and what goes by it.</summary>
    private const string Parents = "p";
    private const string ParentKey = "parent_key";
    private const string Place = "place_in_group";

    private readonly List<string> _columns = [];
    private readonly List<Joined> _joins = [];
    private readonly List<string> _conditions = [];

    public PlanScope Scope => scope;
    public string Alias { get; } = scope.Rows.NewAlias();

    /// <summary>The total order of the rows; null where there is one row at most.</summary>
    public Keyset? Order { get; set; }

    /// <summary>The condition that says where the page begins; it holds for rows, not for their number or figures.</summary>
    public string? Beginning { get; set; }

    /// <summary>
    /// The conditions of the parts the page is cut from, see <see cref="Keyset.Parts"/>; null: it is cut from all rows at once. At the root only:
    /// the rows of one parent are few.
    /// </summary>
    public IReadOnlyList<string>? Parts { get; set; }

    /// <summary>The key of the only row; null where there may be more of them.</summary>
    public RowKey? Key { get; set; }

    /// <summary>The rows' reference to their parent; null at the root.</summary>
    public string? ForeignKey { get; set; }

    /// <summary>The position of the parent's key among the columns of the rows.</summary>
    public int ParentKeyOrdinal => Math.Max(_columns.Count, 1);

    private Keyset TotalOrder => Order ?? throw new InvalidOperationException("A page is a page of an order.");

    private string Columns => _columns.Count == 0 ? "1" : string.Join(", ", _columns);

    /// <summary>Asks for a column and returns its position.</summary>
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
        _joins.Add(new Joined(joined, alias, $" LEFT JOIN {scope.Tables.Source(target.Entity)} AS {joined} ON {on}"));
        return joined;
    }

    /// <summary>The order asked for, completed so that it is total.</summary>
    public Keyset OrderBy(IReadOnlyList<(FieldDeclaration Field, bool Descending)> order)
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

        var binding = $"{type.Name}|{string.Join(',', order.Select(one => one.Field.Identity + (one.Descending ? "-" : "+")))}";
        Order = new Keyset(keys, new CursorBinding(binding, keys.Count));
        return Order;
    }

    /// <summary>The rows with all their columns; below parents, the parent's key after these, group by group.</summary>
    /// <param name="backward">The page is counted from its end.</param>
    /// <param name="limit">Rows at most, of each group; null: all.</param>
    /// <param name="parents">SQL of the parents' keys; null at the root.</param>
    /// <param name="last">A column after all others, at the root only.</param>
    public string RowsSql(bool backward, int? limit, string? parents, string? last = null) =>
        Rows(Columns + And(last), _joins, backward, limit, parents, isInOrder: true);

    /// <summary>The rows of several keys with the columns that the one row of <see cref="Key"/> has, the key after these.</summary>
    public string RowsByKeysSql(string? last = null)
    {
        var one = Key ?? throw new InvalidOperationException("The rows have no key.");
        return $"SELECT {Columns}{And(last)}, {one.Column} {From(null, string.Concat(_joins.Select(join => join.Sql)), scope.Dialect.KeyIn(one.Column, one.Parameter))}";
    }

    /// <summary>The keys of the rows that a level below hangs on, each once.</summary>
    /// <param name="key">SQL of the key.</param>
    /// <param name="alias">The row that has the key: this statement's own or a joined one.</param>
    /// <param name="backward">The page is counted from its end.</param>
    /// <param name="limit">Rows of the page, of each group.</param>
    /// <param name="parents">SQL of the parents' keys; null at the root.</param>
    public string KeysSql(string key, string alias, bool backward, int? limit, string? parents)
    {
        var rows = Rows($"{key} AS {ParentKey}", JoinsTo(alias), backward, limit, parents, isInOrder: false);
        return IsOwnKey(key) ? rows : $"SELECT DISTINCT {ParentKey} FROM ({rows}) AS keys WHERE {ParentKey} IS NOT NULL";
    }

    /// <summary>How many rows there are; below parents, of each of them, the parent's key after the number.</summary>
    public string CountSql(string? parents, string? last = null) =>
        parents is null
            ? $"SELECT COUNT(*){And(last)} {From(null)}"
            : $"SELECT COUNT(*), {Parents}.{ParentKey} {From(parents)} GROUP BY {Parents}.{ParentKey}";

    /// <summary>The figures over all rows; below parents, of each of them, the parent's key after the figures.</summary>
    public string AggregateSql(AggregateRead figures, string? parents) =>
        figures.Write(From(parents), parents is null ? null : $"{Parents}.{ParentKey}");

    private string Rows(string columns, IReadOnlyList<Joined> joins, bool backward, int? limit, string? parents, bool isInOrder)
    {
        var joined = string.Concat(joins.Select(join => join.Sql));
        return limit is not { } most ? AllRows(columns, joined, backward, parents, isInOrder)
            : parents is null ? Page(columns, joined, backward, most, isInOrder)
            : PageOfEach(parents, columns, joined, backward, most, isInOrder);
    }

    private string AllRows(string columns, string joined, bool backward, string? parents, bool isInOrder)
    {
        var group = parents is null ? "" : $"{Parents}.{ParentKey}, ";
        var order = Order is null || !isInOrder ? "" : $" ORDER BY {group}{Order.OrderBy(backward)}";
        var key = parents is null || !isInOrder ? "" : $", {Parents}.{ParentKey}";
        return $"SELECT {columns}{key} {From(parents, joined, Beginning ?? Key?.EqualSql)}{order}";
    }

    private string Page(string columns, string joined, bool backward, int most, bool isInOrder)
    {
        var total = TotalOrder;
        if (joined.Length == 0 && Parts is null)
        {
            return Line($"SELECT {columns} {From(null, "", Beginning)} ORDER BY {total.OrderBy(backward)} LIMIT {most}");
        }

        var (extra, names) = SortColumns(total);
        var page = Parts is null
            ? Line($"SELECT {Alias}.*{extra} {From(null, "", Beginning)} ORDER BY {total.OrderBy(backward)} LIMIT {most}")
            : PageOfParts(Parts, extra, total.OrderByWithinPart(backward), total.OrderBy(backward, names), most);
        return $"SELECT {columns} FROM ({page}) AS {Alias}{joined}{(isInOrder ? $" ORDER BY {total.OrderBy(backward, names)}" : "")}";
    }

    /// <summary>A page of the rows of each parent.</summary>
    private string PageOfEach(string parents, string columns, string joined, bool backward, int most, bool isInOrder)
    {
        var total = TotalOrder;
        if (!scope.Dialect.HasLateral)
        {
            return Line(
                $"SELECT {columns}{(isInOrder ? $", {Alias}.{ParentKey}" : "")} FROM (SELECT {Alias}.*, {Parents}.{ParentKey}, ROW_NUMBER() OVER (PARTITION BY {Parents}.{ParentKey} ORDER BY {total.OrderBy(backward)}) AS {Place} {From(parents, "", Beginning)}) AS {Alias}{joined} WHERE {Alias}.{Place} <= {most}{(isInOrder ? $" ORDER BY {Alias}.{ParentKey}, {Alias}.{Place}" : "")}"
            );
        }

        var (extra, names) = SortColumns(total);
        var conditions = string.Join(" AND ", Conditions(Beginning).Prepend($"{ForeignKey} = {Parents}.{ParentKey}"));
        var page = Line(
            $"SELECT {Alias}.*{extra} FROM {scope.Tables.Source(type.Entity)} AS {Alias} WHERE {conditions} ORDER BY {total.OrderBy(backward)} LIMIT {most}"
        );
        var (key, order) = isInOrder ? ($", {Parents}.{ParentKey}", $" ORDER BY {Parents}.{ParentKey}, {total.OrderBy(backward, names)}") : ("", "");
        return $"SELECT {columns}{key} FROM ({parents}) AS {Parents} CROSS JOIN LATERAL ({page}) AS {Alias}{joined}{order}";
    }

    /// <summary>A page of each part, and of these a page.</summary>
    private string PageOfParts(IReadOnlyList<string> parts, string extra, string orderWithin, string order, int most)
    {
        var pages = parts.Select(part => Line($"SELECT {Alias}.*{extra} {From(null, "", part)} ORDER BY {orderWithin} LIMIT {most}")).ToList();
        return pages is [var only]
            ? only
            : Line(
                $"SELECT * FROM ({string.Join(" UNION ALL ", pages.Select((page, i) => Line($"SELECT * FROM ({page}) AS part_{i}")))}) AS {Alias} ORDER BY {order} LIMIT {most}"
            );
    }

    /// <summary>Sort keys that are no plain columns are computed once, where the page is cut.</summary>
    private (string Columns, List<string> Names) SortColumns(Keyset total)
    {
        var columns = new StringBuilder();
        var names = new List<string>();
        foreach (var sort in total.Keys)
        {
            if (IsPlain(sort.Sql))
            {
                names.Add(sort.Sql);
            }
            else
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"sort_{names.Count}");
                columns.Append(", ").Append(sort.Sql).Append(" AS ").Append(name);
                names.Add($"{Alias}.{name}");
            }
        }

        return (columns.ToString(), names);
    }

    private string From(string? parents, string joins = "", string? beginning = null)
    {
        var rows = parents is null
            ? $"FROM {scope.Tables.Source(type.Entity)} AS {Alias}"
            : $"FROM ({parents}) AS {Parents} JOIN {scope.Tables.Source(type.Entity)} AS {Alias} ON {ForeignKey} = {Parents}.{ParentKey}";
        var conditions = Conditions(beginning).ToList();
        return $"{rows}{joins}{(conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions))}";
    }

    private IEnumerable<string> Conditions(string? beginning) => beginning is null ? _conditions : _conditions.Append(beginning);

    private List<Joined> JoinsTo(string alias)
    {
        var needed = new List<Joined>();
        while (_joins.Find(join => string.Equals(join.Alias, alias, StringComparison.Ordinal)) is { } join)
        {
            needed.Insert(0, join);
            alias = join.From;
        }

        return needed;
    }

    public bool IsPlain(string sql) =>
        sql.StartsWith($"{Alias}.\"", StringComparison.Ordinal) && sql.IndexOf('"', Alias.Length + 2) == sql.Length - 1;

    private bool IsOwnKey(string sql) => type.KeyProperty is { } own && string.Equals(sql, scope.Column(type, own, Alias), StringComparison.Ordinal);

    private static string And(string? column) => column is null ? "" : ", " + column;

    private static string Line(FormattableString line) => FormattableString.Invariant(line);

    /// <summary>A joined row, and the row it was joined to.</summary>
    private sealed record Joined(string Alias, string From, string Sql);
}

/// <summary>The column of a key, and the parameter with the one that is asked for.</summary>
internal sealed record RowKey(string Column, string Parameter)
{
    public string EqualSql => $"{Column} = {Parameter}";
}
