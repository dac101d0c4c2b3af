using System.Linq.Expressions;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Reading;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Shared.Mutating;

/// <summary>
/// Which fields of a row changed between two versions, as far as a viewer sees them: by the same rules as a read, so that a change of what it
/// does not see, or sees through a mask, leaves no trace here.
/// </summary>
internal sealed class ChangedFields(LintelDbContext database, Viewer viewer, PlanScopes scopes)
{
    /// <summary>The names in the order of the type; null: not known any more.</summary>
    public async Task<IReadOnlyList<string>?> OfAsync(Type entity, Guid key, long from, long to, CancellationToken cancellationToken)
    {
        if (await database.PropertiesChangedAsync(key, from, to, cancellationToken) is not { } changed)
        {
            return null;
        }

        var scope = scopes.For(viewer);
        var type = scope.Graph.For(entity);
        var alias = scope.Rows.NewAlias();
        var candidates = type
            .Elements.Where(element => element.Access.Allows(viewer))
            .Select(element => (Element: element, Of: PropertiesOf(element).Where(changed.Contains).ToList()))
            .Where(candidate => candidate.Of.Count > 0)
            .Select(candidate => (candidate.Element, candidate.Of, Predicate: Seen(scope, type, candidate.Element, alias)))
            .ToList();
        var seen = await SeenAsync(scope, type, key, alias, candidates.ConvertAll(candidate => candidate.Predicate), cancellationToken);
        var told = candidates.Where((_, i) => seen[i]).ToList();
        // What a computed field is made of may be more than the viewer sees: only what is seen to have changed speaks for it.
        var plain = told.Where(candidate => !IsComputed(candidate.Element)).SelectMany(candidate => candidate.Of).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. told.Where(candidate => !IsComputed(candidate.Element) || candidate.Of.Exists(plain.Contains))
                .Select(candidate => candidate.Element.Name),
        ];
    }

    /// <summary>The properties of the row that an element shows, or is computed from; what stands beside the row is none.</summary>
    private static IEnumerable<string> PropertiesOf(ElementDeclaration element) =>
        element switch
        {
            FieldDeclaration { Value: { } value } => Properties.In(value),
            ReferenceDeclaration reference => [reference.KeyProperty],
            _ => [],
        };

    private static bool IsComputed(ElementDeclaration element) =>
        element is FieldDeclaration { Value: { } value } && Properties.Stripped(value.Body) is not MemberExpression;

    /// <summary>Where the viewer sees the element clear; of a reference, where it sees the row at its end.</summary>
    private static string Seen(PlanScope scope, EntityType type, ElementDeclaration element, string alias)
    {
        if (element is FieldDeclaration field)
        {
            return scope.Visible(type, field, alias).ClearSql;
        }

        var reference = (ReferenceDeclaration)element; // other elements are of no property
        var (target, end) = (scope.Graph.For(reference.Target), scope.Rows.NewAlias());
        var condition = PlanScope.All(
            $"{scope.Column(target, target.KeyProperty!, end)} = {scope.Column(type, reference.KeyProperty, alias)}", // references lead to nodes
            scope.Rows.Visible(target, end)
        );
        return PlanScope.All(
            scope.ElementReach(type, element, alias),
            $"EXISTS (SELECT 1 FROM {scope.Tables.Source(target.Entity)} AS {end} WHERE {condition})"
        );
    }

    /// <summary>Which of the predicates the row meets; none when there is no such row.</summary>
    private async Task<bool[]> SeenAsync(
        PlanScope scope,
        EntityType type,
        Guid key,
        string alias,
        List<string> predicates,
        CancellationToken cancellationToken
    )
    {
        if (predicates.Count == 0)
        {
            return [];
        }

        var marks = string.Join(" || ", predicates.Select(predicate => $"CASE WHEN {predicate} THEN '1' ELSE '0' END"));
        var row = $"{scope.Column(type, type.KeyProperty!, alias)} = {scope.Parameters.Add(key, System.Data.DbType.Guid)}"; // only nodes have versions
        using var command = database.Database.GetDbConnection().CreateCommand();
        var inputs = scopes.InputsOf(viewer);
        var parameters = scope.Parameters.All.Select(parameter => parameter.With(inputs, command)).ToArray<object>();
#pragma warning disable EF1002 // The text is made of names from the model; every value is a parameter.
        var found = await database
            .Database.SqlQueryRaw<string>($"SELECT {marks} AS \"Value\" FROM {scope.Tables.Source(type.Entity)} AS {alias} WHERE {row}", parameters)
            .ToListAsync(cancellationToken);
#pragma warning restore EF1002
        return found is [var one] ? [.. one.Select(mark => mark == '1')] : new bool[predicates.Count];
    }

    /// <summary>Finds the row's properties in the value of a field.</summary>
    private sealed class Properties : ExpressionVisitor
    {
        private readonly HashSet<string> _found = new(StringComparer.Ordinal);

        public static IReadOnlySet<string> In(LambdaExpression value)
        {
            var properties = new Properties();
            properties.Visit(value.Body);
            return properties._found;
        }

        public static Expression Stripped(Expression expression) =>
            expression is UnaryExpression { NodeType: ExpressionType.Convert } conversion ? Stripped(conversion.Operand) : expression;

        protected override Expression VisitMember(MemberExpression node)
        {
            if (node.Expression is ParameterExpression)
            {
                _found.Add(node.Member.Name);
            }

            return base.VisitMember(node);
        }
    }
}
