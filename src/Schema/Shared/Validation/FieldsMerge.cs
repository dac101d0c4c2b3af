using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace Lintel.Schema.Shared.Validation;

/// <summary>
/// "Field selection merging": what stands under one name in one place is one field with the same arguments, or of objects that cannot be the same one,
/// and has one shape in any case. In the place of the engine's rule, which does not look through fragments inside fragments. Every pair of fields is
/// compared once; how many there are is bounded before (<c>FieldRepetition</c>), and fragments have no cycle.
/// </summary>
internal sealed class FieldsMerge(int told) : ValidationRuleBase
{
    private readonly INodeVisitor _judge = new MatchingNodeVisitor<GraphQLDocument>(
        (document, context) =>
        {
            var merging = new Merging(document, context, told);
            foreach (var definition in document.Definitions)
            {
                if (RootOf(definition, context.Schema) is { } root)
                {
                    merging.Within(((IHasSelectionSetNode)definition).SelectionSet!, root); // it has a root, so it selects
                }
            }
        }
    );

    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context) => new(_judge);

    private static IGraphType? RootOf(ASTNode definition, ISchema schema) =>
        definition switch
        {
            GraphQLOperationDefinition { Operation: OperationType.Query } => schema.Query,
            GraphQLOperationDefinition { Operation: OperationType.Mutation } => schema.Mutation,
            GraphQLOperationDefinition { Operation: OperationType.Subscription } => schema.Subscription,
            GraphQLFragmentDefinition fragment => schema.AllTypes[fragment.TypeCondition.Type.Name.Value],
            _ => null,
        };

    private sealed class Merging(GraphQLDocument document, ValidationContext context, int told)
    {
        private readonly CollectedFields _fields = new(document, context.Schema);
        private readonly HashSet<GraphQLSelectionSet> _within = [];
        private readonly HashSet<(GraphQLField, GraphQLField, bool)> _compared = [];
        private int _found;

        /// <summary>Compares the fields of one selection with each other, and so on below.</summary>
        public void Within(GraphQLSelectionSet selections, IGraphType? type)
        {
            if (!_within.Add(selections))
            {
                return;
            }

            foreach (var named in _fields.Of(selections, type).Values)
            {
                for (var i = 0; i < named.Count; i++)
                {
                    for (var j = i + 1; j < named.Count; j++)
                    {
                        Compare(named[i], named[j], areExclusive: false);
                    }

                    if (named[i].Field.SelectionSet is { } inner)
                    {
                        Within(inner, named[i].Inner);
                    }
                }
            }
        }

        private void Compare(CollectedField one, CollectedField other, bool areExclusive)
        {
            areExclusive |=
                one.Parent is IObjectGraphType
                && other.Parent is IObjectGraphType
                && !string.Equals(one.Parent.Name, other.Parent.Name, StringComparison.Ordinal);
            if (_found == told || !_compared.Add((one.Field, other.Field, areExclusive)) || !_compared.Add((other.Field, one.Field, areExclusive)))
            {
                return;
            }

            if (Conflict(one, other, areExclusive) is { } conflict)
            {
                _found++;
                context.ReportError(new CannotMergeError(document, one.Field, other.Field, conflict));
            }
            else if (one.Field.SelectionSet is { } below && other.Field.SelectionSet is { } besides)
            {
                Between(_fields.Of(below, one.Inner), _fields.Of(besides, other.Inner), areExclusive);
            }
        }

        private void Between(
            IReadOnlyDictionary<string, List<CollectedField>> some,
            IReadOnlyDictionary<string, List<CollectedField>> others,
            bool areExclusive
        )
        {
            foreach (var (name, named) in some)
            {
                foreach (var other in others.GetValueOrDefault(name) ?? [])
                {
                    foreach (var one in named.Where(one => one.Field != other.Field))
                    {
                        Compare(one, other, areExclusive);
                    }
                }
            }
        }

        private static string? Conflict(CollectedField one, CollectedField other, bool areExclusive)
        {
            var (name, otherName) = (one.Field.Name.StringValue, other.Field.Name.StringValue);
            return !areExclusive && !string.Equals(name, otherName, StringComparison.Ordinal) ? $"'{name}' and '{otherName}' are different fields"
                : !areExclusive && !SameValues.Are(one.Field.Arguments, other.Field.Arguments) ? "they have differing arguments"
                : one.Type is { } type && other.Type is { } otherType && !HaveOneShape(type, otherType)
                    ? $"they return conflicting types '{type}' and '{otherType}'"
                : null;
        }

        private static bool HaveOneShape(IGraphType one, IGraphType other) =>
            (one, other) switch
            {
                (NonNullGraphType { ResolvedType: { } inner }, NonNullGraphType { ResolvedType: { } otherInner }) => HaveOneShape(inner, otherInner),
                (ListGraphType { ResolvedType: { } item }, ListGraphType { ResolvedType: { } otherItem }) => HaveOneShape(item, otherItem),
                (NonNullGraphType or ListGraphType, _) or (_, NonNullGraphType or ListGraphType) => false,
                _ => (one.IsCompositeType() && other.IsCompositeType()) || string.Equals(one.Name, other.Name, StringComparison.Ordinal),
            };
    }

    private sealed class CannotMergeError : ValidationError
    {
        public CannotMergeError(GraphQLDocument document, GraphQLField one, GraphQLField other, string why)
            : base(
                document.Source,
                "5.3.2",
                $"Fields '{(one.Alias?.Name ?? one.Name).StringValue}' conflict because {why}. Use different aliases on the fields to fetch both if this was intentional.",
                one,
                other
            ) => Code = ValidationCodes.FieldsConflict;
    }
}
