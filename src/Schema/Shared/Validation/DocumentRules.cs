using GraphQL;
using GraphQL.Validation;
using GraphQL.Validation.Rules;
using GraphQLParser.AST;
using Lintel.Schema.Shared.Deprecating;
using Lintel.Schema.Views;

namespace Lintel.Schema.Shared.Validation;

/// <summary>
/// What is found by looking at a document and a view alone: the engine's rules, and our own in the place of those of them that do not say what the
/// specification does (<c>tests/conformance/fuzz</c> compares the whole with the reference implementation).
/// </summary>
internal static class DocumentRules
{
    /// <summary>The rules; of names that do not exist, and of fields in conflict, so many are told.</summary>
    public static IReadOnlyList<IValidationRule> Telling(int most) =>
        [
            .. DocumentValidator.CoreRules.Where(rule =>
                rule
                    is not (
                        FieldsOnCorrectType
                        or KnownArgumentNames
                        or DefaultValuesOfCorrectType
                        or VariablesInAllowedPosition
                        or SingleRootFieldSubscriptions
                        or UniqueInputFieldNames
                        or OverlappingFieldsCanBeMerged
                    )
            ),
            new FirstUnknown(FieldsOnCorrectType.Instance, (node, types) => node is GraphQLField && types.GetFieldDef() is null, most),
            new FirstUnknown(KnownArgumentNames.Instance, (node, types) => node is GraphQLArgument && types.GetArgument() is null, most),
            new VariablesFit(),
            new OneRootField(),
            new InputObjects(),
            new FieldsMerge(most),
            new DefaultsOfInputTypes(),
            new NoSuchRoot(),
            new DeprecatedUse(),
        ];

    /// <summary>The engine's rule for the defaults of variables whose types can have one; at others, which another rule refuses, it breaks.</summary>
    private sealed class DefaultsOfInputTypes : ValidationRuleBase
    {
        public override async ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context) =>
            await DefaultValuesOfCorrectType.Instance.GetPreNodeVisitorAsync(context) is { } visitor ? new Visitor(visitor) : null;

        private sealed class Visitor(INodeVisitor inner) : INodeVisitor
        {
            public ValueTask EnterAsync(ASTNode node, ValidationContext context) =>
                context.TypeInfo.GetInputType()?.GetNamedType().IsInputType() == true ? inner.EnterAsync(node, context) : default;

            public ValueTask LeaveAsync(ASTNode node, ValidationContext context) => default;
        }
    }
}
