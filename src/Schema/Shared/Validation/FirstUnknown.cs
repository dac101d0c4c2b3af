using GraphQL.Validation;
using GraphQLParser.AST;

namespace Lintel.Schema.Shared.Validation;

/// <summary>
/// A rule about names that do not exist, applied to so many of them as are told of. To look for the names that may have been meant takes longer
/// than all the rest of a validation.
/// </summary>
internal sealed class FirstUnknown(IValidationRule rule, Func<ASTNode, TypeInfo, bool> isUnknown, int told) : ValidationRuleBase
{
    public override async ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context) =>
        await rule.GetPreNodeVisitorAsync(context) is { } visitor ? new Visitor(visitor, isUnknown, told) : null;

    private sealed class Visitor(INodeVisitor inner, Func<ASTNode, TypeInfo, bool> isUnknown, int told) : INodeVisitor
    {
        private int _found;

        public ValueTask EnterAsync(ASTNode node, ValidationContext context) =>
            isUnknown(node, context.TypeInfo) && ++_found > told ? default : inner.EnterAsync(node, context);

        public ValueTask LeaveAsync(ASTNode node, ValidationContext context) => inner.LeaveAsync(node, context);
    }
}
