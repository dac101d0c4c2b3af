using GraphQL.Types;
using GraphQLParser.AST;
using Lintel.Domain;
using Lintel.Domain.Organisation;
using Lintel.Schema.Shared.Errors;
using Lintel.Schema.Shared.Limits;

namespace Lintel.Schema.Shared.Access;

/// <summary>
/// What an API key may be used for, judged for every operation before it is validated: queries need READ, subscriptions SUBSCRIBE, each mutation
/// what it declares. Whoever signed in with a token has no scopes and needs none.
/// </summary>
internal static class KeyScopeRule
{
    private const string Key = "LINTEL_KEY_SCOPE";

    /// <summary>Says which scope a mutation's field needs.</summary>
    public static FieldType NeedsKeyScope(this FieldType field, ApiKeyScopes scope)
    {
        field.Metadata[Key] = scope;
        return field;
    }

    /// <summary>Whether a viewer's key, if there is one, may be used for this.</summary>
    public static bool HasScope(this Viewer viewer, ApiKeyScopes scope) => viewer.KeyScopes is not { } scopes || scopes.HasFlag(scope);

    /// <summary>The refusal of the first scope that the operation needs and the viewer's key has not got; null: it has them all.</summary>
    public static ScopeMissingError? Judge(KnownDocument known, ISchema view, Viewer viewer)
    {
        if (viewer.KeyScopes is null || known.Operation is not { } operation)
        {
            return null;
        }

        var needed = operation.Operation switch
        {
            OperationType.Query => [ApiKeyScopes.Read],
            OperationType.Subscription => [ApiKeyScopes.Subscribe],
            OperationType.Mutation => NeededBy(operation.SelectionSet, known.Document, view),
        };
        foreach (var scope in needed)
        {
            if (!viewer.HasScope(scope))
            {
                return new ScopeMissingError(scope);
            }
        }

        return null;
    }

    /// <summary>Also of what a directive skips: what a key may do does not depend on variables. The gate has refused fragments in a circle.</summary>
    private static IEnumerable<ApiKeyScopes> NeededBy(GraphQLSelectionSet selections, GraphQLDocument document, ISchema view) =>
        selections.Selections.SelectMany(selection =>
            selection switch
            {
                GraphQLField field => [view.Mutation?.GetField(field.Name.Value)?.GetMetadata(Key, ApiKeyScopes.Mutate) ?? ApiKeyScopes.Mutate],
                GraphQLInlineFragment inline => NeededBy(inline.SelectionSet, document, view),
                GraphQLFragmentSpread spread when document.Fragment(spread.FragmentName.Name) is { } fragment => NeededBy(
                    fragment.SelectionSet,
                    document,
                    view
                ),
                _ => Enumerable.Empty<ApiKeyScopes>(),
            }
        );
}
