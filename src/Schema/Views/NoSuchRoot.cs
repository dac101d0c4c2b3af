using GraphQL.Validation;
using GraphQLParser.AST;
using Lintel.Schema.Shared.Errors;

namespace Lintel.Schema.Views;

/// <summary>Finds, with the other errors of a document, that the view has no operations of its kind; the engine would only when running it.</summary>
internal sealed class NoSuchRoot : ValidationRuleBase
{
    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context)
    {
        var isThere = context.Operation.Operation switch
        {
            OperationType.Query => true,
            OperationType.Mutation => context.Schema.Mutation is not null,
            OperationType.Subscription => context.Schema.Subscription is not null,
        };
        if (!isThere)
        {
            context.ReportError(new NoSuchRootError(context.Document, context.Operation));
        }

        return default;
    }
}

/// <summary>The view has no mutations, or no subscriptions.</summary>
internal sealed class NoSuchRootError : ValidationError
{
    public NoSuchRootError(GraphQLDocument document, GraphQLOperationDefinition operation)
        : base(document.Source, null!, $"The graph you have takes no {operation.Operation.ToString().ToLowerInvariant()}.", operation) =>
        Code = ErrorCodes.NoSuchRoot;
}
