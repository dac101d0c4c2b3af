using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;
using Lintel.Domain;
using Lintel.Schema.Shared.Errors;

namespace Lintel.Schema.Shared.Access;

/// <summary>
/// Refuses, before anything runs, an operation that uses an element its viewer's role has no grant for. Only the operation that
/// is run is judged, with the fragments it reaches; what <c>@skip</c>/<c>@include</c> leave out is not used. Input objects are
/// judged by their coerced values, so a filter hidden in a variable is judged like one in the document.
/// </summary>
internal sealed class AccessValidation : ValidationRuleBase
{
    public override ValueTask<INodeVisitor?> GetPostNodeVisitorAsync(ValidationContext context) =>
        new(
            new MatchingNodeVisitor<GraphQLDocument>(
                (_, validation) =>
                {
                    if (!validation.HasErrors)
                    {
                        new Judgement(validation).Judge();
                    }
                }
            )
        );

    private sealed class Judgement(ValidationContext context)
    {
        private readonly Viewer _viewer = ViewerContext.Of(context.UserContext);
        private readonly HashSet<ASTNode> _denied = [];

        public void Judge()
        {
            var operation = context.Operation;
            IComplexGraphType? root = operation.Operation switch
            {
                OperationType.Query => context.Schema.Query,
                OperationType.Mutation => context.Schema.Mutation,
                OperationType.Subscription => context.Schema.Subscription,
            };
            if (root is not null)
            {
                Visit(operation.SelectionSet, root);
            }
        }

        private void Visit(GraphQLSelectionSet selections, IGraphType type)
        {
            foreach (var selection in selections.Selections)
            {
                if (selection is IHasDirectivesNode node && !IsIncluded(selection, node))
                {
                    continue;
                }

                switch (selection)
                {
                    case GraphQLField field:
                        VisitField(field, type);
                        break;
                    case GraphQLInlineFragment inline:
                        VisitNarrowed(inline.SelectionSet, Narrowed(inline.TypeCondition, type), inline);
                        break;
                    case GraphQLFragmentSpread spread when context.Document.Fragment(spread.FragmentName.Name) is { } fragment:
                        VisitNarrowed(fragment.SelectionSet, Narrowed(fragment.TypeCondition, type), spread);
                        break;
                }
            }
        }

        /// <summary>A type whose rows the role has no grant for cannot be asked about, whatever leads to it.</summary>
        private void VisitNarrowed(GraphQLSelectionSet selections, IGraphType type, ASTNode asked)
        {
            if (type is not IObjectGraphType rows || Require(rows, rows.Name, asked))
            {
                Visit(selections, type);
            }
        }

        private void VisitField(GraphQLField field, IGraphType type)
        {
            if (
                field.Name.StringValue.StartsWith("__", StringComparison.Ordinal)
                || (type as IComplexGraphType)?.GetField(field.Name.Value) is not { } definition
            )
            {
                return;
            }

            var coordinate = $"{((INamedType)type).Name}.{definition.Name}";
            if (!Require(definition, coordinate, field))
            {
                // What lies below a denied field needs no judgement of its own.
                return;
            }

            if (context.ArgumentValues is { } all && all.TryGetValue(field, out var arguments) && definition.Arguments is { } declared)
            {
                foreach (var argument in declared)
                {
                    if (arguments.TryGetValue(argument.Name, out var value) && value.Source != ArgumentSource.FieldDefault)
                    {
                        Require(argument, $"{coordinate}({argument.Name}:)", field);
                        VisitInput(value.Value, argument.ResolvedType!, field); // resolved once the schema is initialised
                    }
                }
            }

            if (field.SelectionSet is { } inner)
            {
                VisitNarrowed(inner, definition.ResolvedType!.GetNamedType(), field); // resolved once the schema is initialised
            }
        }

        private void VisitInput(object? value, IGraphType type, GraphQLField field)
        {
            if (value is IDictionary<string, object?> input && type.GetNamedType() is IInputObjectGraphType inputType)
            {
                foreach (var (name, inner) in input)
                {
                    if (inputType.GetField(name) is { } definition)
                    {
                        Require(definition, $"{inputType.Name}.{name}", field);
                        VisitInput(inner, definition.ResolvedType!, field); // resolved once the schema is initialised
                    }
                }
            }
            else if (value is System.Collections.IEnumerable list and not string)
            {
                foreach (var item in list)
                {
                    VisitInput(item, type, field);
                }
            }
        }

        private bool Require(IProvideMetadata element, string coordinate, ASTNode asked)
        {
            if (element.Rule() is not { } rule || rule.Allows(_viewer))
            {
                return true;
            }

            if (_denied.Add(asked))
            {
                context.ReportError(new AccessDeniedError(context.Document, asked, coordinate, _viewer.IsAuthenticated));
            }

            return false;
        }

        private IGraphType Narrowed(GraphQLTypeCondition? condition, IGraphType type) =>
            condition is null ? type : context.Schema.AllTypes[condition.Type.Name.Value] ?? type;

        private bool IsIncluded(ASTNode selection, IHasDirectivesNode node)
        {
            if (node.Directives is not { Count: > 0 } || context.DirectiveValues is not { } all || !all.TryGetValue(selection, out var directives))
            {
                return true;
            }

            return !(directives.TryGetValue("skip", out var skip) && skip.GetArgument<bool>("if"))
                && (!directives.TryGetValue("include", out var include) || include.GetArgument<bool>("if"));
        }
    }
}
