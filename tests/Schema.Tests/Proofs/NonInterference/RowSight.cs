using System.Collections.Concurrent;
using System.Linq.Expressions;
using Lintel.Domain;
using Lintel.Domain.Organisation;
using Lintel.Domain.Platform;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Declaring;
using Lintel.Testing;

namespace Lintel.Schema.Tests.Proofs.NonInterference;

/// <summary>
/// What a viewer sees, decided a second time: the declared rules are compiled and asked of rows in memory. Nothing of this goes
/// through what writes them as SQL.
/// </summary>
internal sealed class RowSight(DeclaredGraph graph, LoadedRows rows, Viewer viewer)
{
    private static readonly ConcurrentDictionary<LambdaExpression, Delegate> Compiled = new();

    private readonly Dictionary<Type, EntityType> _types = graph.Types.ToDictionary(type => type.Entity);

    /// <summary>The type that shows rows of an entity; null: none does.</summary>
    public EntityType? TypeOf(Type entity) => _types.GetValueOrDefault(entity);

    /// <summary>Rows of an entity that no type shows are seen by nobody, but what a franchise's own fields hold, which that franchise may see.</summary>
    public bool Sees(object row) =>
        row is CustomValue value
            ? value.FranchiseId == viewer.FranchiseId
            : TypeOf(row.GetType()) is { Rows: { } rule } type && IsOfBrand(rule, row) && Reaches(type, row, rule.Rule, isRowRule: true);

    /// <summary>How a row that the viewer sees shows an element: clear, masked, or (null) not at all.</summary>
    public Mask? Shows(EntityType type, object row, ElementDeclaration element) =>
        element.Access.AsRow
            ? Mask.None
            : element
                .Access.Grants.Where(grant => grant.Role == viewer.Role)
                .OrderBy(grant => grant.Mask != Mask.None)
                .Where(grant => Reaches(type, row, AccessRule.To(grant.Role, grant.Scope), isRowRule: false))
                .Select(grant => (Mask?)grant.Mask)
                .FirstOrDefault();

    /// <summary>The value of a declared formula for a row.</summary>
    public static object? ValueOf(FieldDeclaration field, object row) => Invoke(field.Value!, row); // ours have a formula; custom fields are not asked

    /// <summary>No scope leads out of the brand, unless a type says what ALL of it is.</summary>
    private bool IsOfBrand(RowRule rule, object row) => rule.All is not null || row is not IPlaced placed || placed.BrandId == viewer.BrandId;

    private bool Reaches(EntityType type, object row, AccessRule rule, bool isRowRule)
    {
        var declared = type.Rows!; // no schema is built without
        var grants = rule.Grants.Where(grant => grant.Role == viewer.Role).ToList();
        if (grants.Count == 0)
        {
            return false;
        }

        if (declared.Parent is { } parent)
        {
            return rows.Find(parent, (Guid)Get(row, declared.ParentKeyProperty!)!) is { } above // a row has its parent
                && (isRowRule ? Sees(above) : Reaches(_types[parent], above, rule, isRowRule: false));
        }

        return grants.Any(grant => IsInScope(declared, row, grant.Scope)) || (isRowRule && declared.Shared is { } shared && Holds(shared, row));
    }

    private bool IsInScope(RowRule rule, object row, Scope scope) =>
        scope switch
        {
            Scope.Own => Holds(rule.Own!, row), // no schema is built without
            Scope.Team => IsAt(row, nameof(IPlaced.TeamId), viewer.TeamId),
            Scope.Store => IsAt(row, nameof(IPlaced.StoreId), viewer.StoreId),
            Scope.Cooperation => Holds(rule.Opened!, row) // no schema is built without
                && rows.Of(typeof(Cooperation))
                    .Cast<Cooperation>()
                    .Any(one =>
                        one.ValidFrom <= TestDatabase.Now
                        && one.ValidUntil > TestDatabase.Now
                        && one.PartnerStoreId == viewer.StoreId
                        && IsAt(row, nameof(IPlaced.StoreId), one.StoreId)
                    ),
            Scope.Franchise => IsAt(row, nameof(IPlaced.FranchiseId), viewer.FranchiseId),
            Scope.Region => IsAt(row, nameof(IPlaced.RegionId), viewer.RegionId),
            Scope.All when rule.All is { } all => Holds(all, row),
            Scope.All => row is not IPlaced placed || placed.BrandId == viewer.BrandId,
        };

    private static bool IsAt(object row, string level, Guid? place) => place is not null && Equals(Get(row, level), place);

    private bool Holds(LambdaExpression predicate, object row) => (bool)Invoke(predicate, row, viewer)!; // a predicate

    private static object? Invoke(LambdaExpression source, params object[] arguments) =>
        Compiled.GetOrAdd(source, lambda => lambda.Compile()).DynamicInvoke(arguments);

    private static object? Get(object row, string property) => row.GetType().GetProperty(property)!.GetValue(row); // declared by this name
}
