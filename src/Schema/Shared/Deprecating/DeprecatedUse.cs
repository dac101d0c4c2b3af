using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace Lintel.Schema.Shared.Deprecating;

/// <summary>
/// Notes with a document, while it is validated for the first time, which deprecated elements it uses, so that each run of it can be counted
/// without a look at it. What stands in variables is not in the document and not noted.
/// </summary>
internal sealed class DeprecatedUse : ValidationRuleBase
{
    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context) =>
        new((context.UserContext as ViewerContext)?.Document is { } document ? new Visitor(document.DeprecatedUses) : null);

    private sealed class Visitor(ISet<string> uses) : INodeVisitor
    {
        public ValueTask EnterAsync(ASTNode node, ValidationContext context)
        {
            var types = context.TypeInfo;
            switch (node)
            {
                case GraphQLField when types.GetFieldDef() is { } field:
                    Note(field, types.GetParentType(), field.Name);
                    break;
                case GraphQLArgument when types.GetArgument() is { DeprecationReason: not null } argument && types.GetFieldDef() is { } field:
                    uses.Add($"{NameOf(types.GetParentType())}.{field.Name}({argument.Name}:)");
                    break;
                case GraphQLObjectField given when types.GetInputType(1)?.GetNamedType() is IInputObjectGraphType input:
                    Note(input.GetField(given.Name.Value), input, given.Name.StringValue);
                    break;
                case GraphQLEnumValue given when types.GetInputType()?.GetNamedType() is EnumerationGraphType values:
                    Note(values.Values.FindByName(given.Name.Value), values, given.Name.StringValue);
                    break;
            }

            return default;
        }

        public ValueTask LeaveAsync(ASTNode node, ValidationContext context) => default;

        private void Note(IProvideDeprecationReason? element, IGraphType? whole, string name)
        {
            if (element is { DeprecationReason: not null })
            {
                uses.Add($"{NameOf(whole)}.{name}");
            }
        }

        private static string? NameOf(IGraphType? type) => (type?.GetNamedType() as INamedType)?.Name;
    }
}
