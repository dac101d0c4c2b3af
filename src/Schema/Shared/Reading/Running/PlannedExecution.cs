using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Lintel.Schema.Shared.Reading;

/// <summary>A field whose answer stands already: the engine neither completes nor descends into it.</summary>
internal sealed class LeafExecutionNode(ExecutionNode parent, IGraphType type, GraphQLField field, FieldType definition, int? index)
    : ExecutionNode(parent, type, field, definition, index)
{
    public override object? ToValue() => Result;

    /// <summary>The node of a leaf; null for any other field, which is the engine's.</summary>
    public static ExecutionNode? For(ExecutionNode parent, IGraphType type, GraphQLField field, FieldType definition, int? index) =>
        definition.IsLeaf() ? new LeafExecutionNode(parent, type, field, definition, index) : null;
}

/// <summary>Runs what is sent to subscribers, field by field.</summary>
internal class LeafParallelStrategy : ParallelExecutionStrategy
{
    protected override ExecutionNode BuildExecutionNode(
        ExecutionNode parent,
        IGraphType graphType,
        GraphQLField field,
        FieldType fieldDefinition,
        int? indexInParentNode = null
    ) =>
        LeafExecutionNode.For(parent, graphType, field, fieldDefinition, indexInParentNode)
        ?? base.BuildExecutionNode(parent, graphType, field, fieldDefinition, indexInParentNode);

    /// <summary>A leaf has been read by a plan, which knows its type.</summary>
    protected override void ValidateNodeResult(GraphQL.Execution.ExecutionContext context, ExecutionNode node)
    {
        if (node is not LeafExecutionNode)
        {
            base.ValidateNodeResult(context, node);
        }
    }
}

/// <summary>Runs a query that was found valid: by one plan where there is one, else field by field.</summary>
internal sealed class PlannedQueryStrategy(ReadOperations reads) : LeafParallelStrategy
{
    public override async Task<ExecutionResult> ExecuteAsync(GraphQL.Execution.ExecutionContext context) =>
        await reads.RunAsync(context) is { } answer
            ? new ExecutionResult
            {
                Executed = true,
                Data = answer,
                Document = context.Document,
                Operation = context.Operation,
            }
            : await base.ExecuteAsync(context);
}

/// <summary>Runs what has effects, one after the other.</summary>
internal sealed class LeafSerialStrategy : SerialExecutionStrategy
{
    protected override ExecutionNode BuildExecutionNode(
        ExecutionNode parent,
        IGraphType graphType,
        GraphQLField field,
        FieldType fieldDefinition,
        int? indexInParentNode = null
    ) =>
        LeafExecutionNode.For(parent, graphType, field, fieldDefinition, indexInParentNode)
        ?? base.BuildExecutionNode(parent, graphType, field, fieldDefinition, indexInParentNode);

    /// <summary>A leaf has been read by a plan, which knows its type.</summary>
    protected override void ValidateNodeResult(GraphQL.Execution.ExecutionContext context, ExecutionNode node)
    {
        if (node is not LeafExecutionNode)
        {
            base.ValidateNodeResult(context, node);
        }
    }
}
