using GraphQL.Validation;
using GraphQLParser.AST;

namespace Lintel.Schema.Shared.Validation;

/// <summary>
/// "Single root field": a subscription has one field at its root, however often that is written, and none of introspection; what skips or includes may
/// not stand there. In the place of the engine's rule, which counts selections and looks into one fragment only.
/// </summary>
internal sealed class OneRootField : ValidationRuleBase
{
    private static readonly INodeVisitor Judge = new MatchingNodeVisitor<GraphQLOperationDefinition>(
        (operation, context) =>
        {
            if (operation.Operation != OperationType.Subscription)
            {
                return;
            }

            var root = new Root(context.Document);
            root.Collect(operation.SelectionSet);
            if (root.Names.Count != 1 || root.HasOthers)
            {
                context.ReportError(new MoreThanOneRootFieldError(context.Document, operation));
            }
        }
    );

    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context) => new(Judge);

    private sealed class Root(GraphQLDocument document)
    {
        private readonly HashSet<string> _spread = new(StringComparer.Ordinal);

        /// <summary>The names that its fields have in an answer.</summary>
        public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

        /// <summary>There is something that no root of a subscription may have.</summary>
        public bool HasOthers { get; private set; }

        public void Collect(GraphQLSelectionSet selections)
        {
            foreach (var selection in selections.Selections)
            {
                HasOthers |= ((IHasDirectivesNode)selection).Directives?.Items.Exists(IsCondition) == true; // every selection may have some
                switch (selection)
                {
                    case GraphQLField field:
                        Names.Add((field.Alias?.Name ?? field.Name).StringValue);
                        HasOthers |= field.Name.StringValue.StartsWith("__", StringComparison.Ordinal);
                        break;
                    case GraphQLInlineFragment inline:
                        Collect(inline.SelectionSet);
                        break;
                    case GraphQLFragmentSpread spread when _spread.Add(spread.FragmentName.Name.StringValue):
                        if (document.Fragment(spread.FragmentName.Name) is { } fragment)
                        {
                            Collect(fragment.SelectionSet);
                        }

                        break;
                }
            }
        }

        private static bool IsCondition(GraphQLDirective directive) => directive.Name.StringValue is "skip" or "include";
    }

    private sealed class MoreThanOneRootFieldError : ValidationError
    {
        public MoreThanOneRootFieldError(GraphQLDocument document, GraphQLOperationDefinition operation)
            : base(
                document.Source,
                "5.2.4.1",
                "A subscription has exactly one field at its root, not of introspection and without @skip or @include.",
                operation
            ) => Code = ValidationCodes.OneRootField;
    }
}
