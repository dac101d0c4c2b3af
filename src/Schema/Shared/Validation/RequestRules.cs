using GraphQL.Validation;
using GraphQLParser.AST;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Errors;

namespace Lintel.Schema.Shared.Validation;

/// <summary>What an operation is judged by at every request, however well its document is known.</summary>
internal static class RequestRules
{
    public static IReadOnlyList<IValidationRule> All { get; } = [new AccessValidation()];

    /// <summary>Mutations are refused: HTTP GET.</summary>
    public static IReadOnlyList<IValidationRule> ReadOnly { get; } = [.. All, new NoMutations()];

    /// <summary>Nothing runs, whatever the judgement: <see cref="OnlyJudgedError"/> comes last.</summary>
    public static IReadOnlyList<IValidationRule> Judging { get; } = [.. All, new NothingRuns()];

    private sealed class NoMutations : ValidationRuleBase
    {
        public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context)
        {
            if (context.Operation.Operation == OperationType.Mutation)
            {
                context.ReportError(new QueryOnlyError(context.Document, context.Operation));
            }

            return default;
        }
    }

    private sealed class NothingRuns : ValidationRuleBase
    {
        // After the judgement, which keeps silent once there are errors.
        public override ValueTask<INodeVisitor?> GetPostNodeVisitorAsync(ValidationContext context) =>
            new(new MatchingNodeVisitor<GraphQLDocument>((_, validation) => validation.ReportError(new OnlyJudgedError())));
    }

    public sealed class OnlyJudgedError() : ValidationError("Only judged.");
}
