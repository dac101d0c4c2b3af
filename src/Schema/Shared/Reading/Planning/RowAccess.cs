using Lintel.Domain;
using Lintel.Domain.Organisation;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Shared.Reading;

/// <summary>
/// The row scope of a viewer as SQL, the same for lists, nodes, references, filters, counts, mutations and events.
/// It is in the statement, never applied afterwards.
/// </summary>
internal sealed class RowAccess(DeclaredGraph graph, TableMap tables, Viewer viewer, SqlParameters parameters)
{
    private int _aliases;

    public string NewAlias() => "t" + (_aliases++).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The rows of a type that the viewer may see.</summary>
    public string Visible(EntityType type, string alias)
    {
        var reached = Under(type, RowsOf(type).Rule, alias);
        if (!IsWithinBrand(type) || reached is Nothing or Everything)
        {
            return reached;
        }

        // Said once in front of all, an index that begins with the brand serves any reach.
        var brand = Place(type, nameof(IPlaced.BrandId), alias);
        return string.Equals(reached, brand, StringComparison.Ordinal) ? brand : $"{brand} AND {reached}";
    }

    /// <summary>The rows a rule reaches, among those the type's own row rule shows.</summary>
    public string Under(EntityType type, AccessRule rule, string alias)
    {
        var rows = RowsOf(type);
        if (viewer.Role is not { } role || rule.Of(role) is not { Count: > 0 } grants)
        {
            return Nothing;
        }

        var isRowRule = ReferenceEquals(rule, rows.Rule);
        if (rows.Parent is { } parent)
        {
            var (parentType, parentAlias) = (graph.For(parent), NewAlias());
            var reached = isRowRule ? Visible(parentType, parentAlias) : Under(parentType, rule, parentAlias);
            return IsWholeBrand(type, parentType, parentAlias, reached)
                ? Place(type, nameof(IPart.BrandId), alias)
                : OfParent(type, rows, parentType, parentAlias, alias, reached);
        }

        // One of the reaches is all of the brand: the others add nothing.
        if (IsWithinBrand(type) && grants.Any(grant => grant.Scope == Scope.All))
        {
            return Place(type, nameof(IPlaced.BrandId), alias);
        }

        var reaches = grants.Select(grant => Reach(type, rows, grant.Scope, alias)).Distinct(StringComparer.Ordinal).ToList();
        if (isRowRule && rows.Shared is { } shared)
        {
            reaches.Add(ExpressionSql.Write(tables, shared, alias, parameters));
        }

        return reaches.Contains(Everything, StringComparer.Ordinal) ? Everything
            : reaches is [var only] ? only
            : $"({string.Join(" OR ", reaches)})";
    }

    /// <summary>Like <see cref="Visible"/> where whoever reads sees no more of the parent than it may anyhow.</summary>
    public string VisibleBesideParent(EntityType type, string alias)
    {
        var rows = RowsOf(type);
        if (rows.Parent is not { } parent || viewer.Role is not { } role || rows.Rule.Of(role).Count == 0)
        {
            return Visible(type, alias);
        }

        var (parentType, parentAlias) = (graph.For(parent), NewAlias());
        return IsWholeBrand(type, parentType, parentAlias, Visible(parentType, parentAlias))
            ? Place(type, nameof(IPart.BrandId), alias)
            : OfParent(type, rows, parentType, parentAlias, alias, Everything);
    }

    /// <summary>The predicate that no row meets.</summary>
    public const string Nothing = "1 = 0";

    /// <summary>The predicate of a scope that is every row, where a type has no brand.</summary>
    public const string Everything = "1 = 1";

    /// <summary>The rows of one scope.</summary>
    public string Reach(EntityType type, RowRule rows, Scope scope, string alias) =>
        scope switch
        {
            Scope.Own when rows.Own is { } own => ExpressionSql.Write(tables, own, alias, parameters),
            Scope.Own => throw new InvalidOperationException($"{type.Name} grants OWN but does not say which rows are the viewer's own."),
            Scope.Team => Place(type, nameof(IPlaced.TeamId), alias),
            Scope.Store => Place(type, nameof(IPlaced.StoreId), alias),
            Scope.Cooperation when rows.Opened is { } opened =>
                $"({ExpressionSql.Write(tables, opened, alias, parameters)} AND {Cooperating(type, alias)})",
            Scope.Cooperation => throw new InvalidOperationException($"{type.Name} grants COOPERATION but does not say which rows are opened."),
            Scope.Franchise => Place(type, nameof(IPlaced.FranchiseId), alias),
            Scope.Region => Place(type, nameof(IPlaced.RegionId), alias),
            Scope.All when rows.All is { } all => ExpressionSql.Write(tables, all, alias, parameters),
            Scope.All => typeof(IPlaced).IsAssignableFrom(type.Entity) ? Place(type, nameof(IPlaced.BrandId), alias) : Everything,
        };

    /// <summary>Every reach lies within the viewer's brand.</summary>
    private static bool IsWithinBrand(EntityType type) => typeof(IPlaced).IsAssignableFrom(type.Entity) && RowsOf(type).All is null;

    /// <summary>What is reached of the parent is every row of the viewer's brand: then the part's own brand says as much.</summary>
    private bool IsWholeBrand(EntityType type, EntityType parent, string parentAlias, string reached) =>
        typeof(IPart).IsAssignableFrom(type.Entity)
        && typeof(IPlaced).IsAssignableFrom(parent.Entity)
        && string.Equals(reached, Place(parent, nameof(IPlaced.BrandId), parentAlias), StringComparison.Ordinal);

    private string OfParent(EntityType type, RowRule rows, EntityType parent, string parentAlias, string alias, string condition)
    {
        var key = $"{parentAlias}.{tables.Column(parent.Entity, parent.KeyProperty!)}"; // parents are nodes
        var belongs = $"{key} = {alias}.{tables.Column(type.Entity, rows.ParentKeyProperty!)}"; // named with the parent
        return $"EXISTS (SELECT 1 FROM {tables.Source(parent.Entity)} AS {parentAlias} WHERE {PlanScope.All(belongs, condition)})";
    }

    /// <summary>The row is of a store that has opened itself to the viewer's store, now.</summary>
    private string Cooperating(EntityType type, string alias)
    {
        var (cooperations, other) = (typeof(Cooperation), NewAlias());
        var instant = parameters.AddNow(now => InstantKind.Instance.ToColumn(now, tables.InstantsAreTicks));
        return $"{alias}.{tables.Column(type.Entity, nameof(IPlaced.StoreId))} IN (SELECT {Of(nameof(Cooperation.StoreId))} FROM {tables.Source(cooperations)} AS {other}"
            + $" WHERE {Of(nameof(Cooperation.PartnerStoreId))} = {parameters.AddViewerId(nameof(Viewer.StoreId))}"
            + $" AND {Of(nameof(Cooperation.ValidFrom))} <= {instant} AND {Of(nameof(Cooperation.ValidUntil))} > {instant})";

        string Of(string property) => $"{other}.{tables.Column(cooperations, property)}";
    }

    private string Place(EntityType type, string property, string alias) =>
        $"{alias}.{tables.Column(type.Entity, property)} = {parameters.AddViewerId(property)}";

    private static RowRule RowsOf(EntityType type) =>
        type.Rows ?? throw new InvalidOperationException($"{type.Name} does not say who sees its rows.");
}
