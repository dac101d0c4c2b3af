using GraphQL;
using GraphQL.Execution;
using GraphQL.Transport;
using GraphQLParser.AST;
using Lintel.Domain;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Limits;
using Lintel.Schema.Shared.Reading;
using Lintel.Schema.Views;

namespace Lintel.Schema.Explaining;

/// <summary>
/// Explains access with the very parts that decide it: the engine judges the operation as it would before running it, the elements' rules say
/// why, and the read path writes the predicates.
/// </summary>
internal sealed class AccessExplainer(
    GraphQLEngine engine,
    SchemaViews views,
    DocumentLimits limits,
    IDocumentBuilder builder,
    DeclaredGraph graph,
    PlanScopes scopes
)
{
    private readonly DocumentGate _gate = new(limits, builder);

    private static readonly string[] EntitySuffixes = ["Connection", "FilterInput", "OrderInput"];

    /// <summary>Explains an operation of <paramref name="asked"/> to <paramref name="caller"/>, who is told only of what it may know.</summary>
    public async Task<AccessExplanation> ExplainAsync(GraphQLRequest request, Viewer asked, Viewer caller, CancellationToken cancellationToken)
    {
        var errors = await engine.JudgeAsync(request, asked, cancellationToken);
        // Those who answer for the roles see what is hidden from the one they ask about.
        var graphs = await views.ForAsync(caller, cancellationToken);
        var schema = PolicyAccess.OfAnyRole.Allows(caller) ? graphs.Whole : graphs.Of(asked.Role);
        return new AccessExplanation(
            errors.Count == 0,
            [.. errors.Select(error => new RefusalExplanation(error.Code, error.Message))],
            Operation(request) is var (document, operation)
                ? [.. UsedElements.Of(schema, document, operation, request.Variables ?? Inputs.Empty).Select(used => Explain(used, asked))]
                : []
        );
    }

    /// <summary>The operation of a document that may be looked into; null: it is none, or too large to be, as the refusals say.</summary>
    private (GraphQLDocument Document, GraphQLOperationDefinition Operation)? Operation(GraphQLRequest request) =>
        _gate.Admit(request.Query, out _) is { } admitted
        && OneOperation.Of(admitted, request.OperationName) is var document
        && document.Definitions.OfType<GraphQLOperationDefinition>().FirstOrDefault() is { } operation
            ? (document, operation)
            : null;

    private ElementExplanation Explain(UsedElement used, Viewer asked)
    {
        if (used.Element is null || used.Element.Rule()?.Allows(asked) == false)
        {
            return new ElementExplanation(used.Coordinate, AccessDecision.Denied, []);
        }

        if (used.Element.Rule() is not { AsRow: false } rule || asked.Role is not { } role)
        {
            return new ElementExplanation(used.Coordinate, AccessDecision.Granted, []);
        }

        var grants = rule.Of(role);
        return new ElementExplanation(
            used.Coordinate,
            grants[0] is { Scope: Scope.All, Mask: Mask.None } ? AccessDecision.Granted : AccessDecision.Partial,
            [.. grants.Select(grant => new GrantExplanation(grant.Scope, grant.Mask, RowsOf(used, grant, asked)))]
        );
    }

    /// <summary>The predicate of a grant; null where it is not about rows of one type.</summary>
    private string? RowsOf(UsedElement used, Grant grant, Viewer asked)
    {
        if (used.Rows is not { } named || EntityOf(named.Name) is not { Rows: { } } type || (grant.Scope == Scope.Own && !SaysOwn(type)))
        {
            return null;
        }

        return scopes.For(asked).Rows.Under(type, AccessRule.To(grant.Role, grant.Scope, grant.Mask), type.Name);
    }

    private bool SaysOwn(EntityType type) => type.Rows is { } rows && (rows.Parent is { } parent ? SaysOwn(graph.For(parent)) : rows.Own is not null);

    private EntityType? EntityOf(string name)
    {
        var suffix = EntitySuffixes.FirstOrDefault(suffix => name.EndsWith(suffix, StringComparison.Ordinal)) ?? "";
        return graph.Named(name[..^suffix.Length]);
    }
}
