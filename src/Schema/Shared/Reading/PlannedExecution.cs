using GraphQL.Execution;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Lintel.Schema.Shared.Reading;

/// <summary>
/// The engine runs the roots, mutations, payloads and introspection; a field that is planned is a leaf to it:
/// its whole selection set was read in SQL and stands finished in <see cref="PlannedJson"/>.
/// </summary>
internal static class PlannedField
{
    private const string Key = "LINTEL_PLANNED";

    public static T AsPlanned<T>(this T field)
        where T : FieldType
    {
        field.Metadata[Key] = true;
        return field;
    }

    public static bool IsPlanned(this FieldType field) => field.HasMetadata(Key);
}

/// <summary>A field whose answer stands already: the engine neither completes nor descends into it.</summary>
internal sealed class PlannedExecutionNode(ExecutionNode parent, IGraphType type, GraphQLField field, FieldType definition, int? index)
    : ExecutionNode(parent, type, field, definition, index)
{
    public override object? ToValue() => Result;

    /// <summary>The node of a planned field; null for any other, which is the engine's.</summary>
    public static ExecutionNode? For(ExecutionNode parent, IGraphType type, GraphQLField field, FieldType definition, int? index) =>
        definition.IsPlanned() ? new PlannedExecutionNode(parent, type, field, definition, index) : null;
}

internal sealed class PlannedParallelStrategy : ParallelExecutionStrategy
{
    protected override ExecutionNode BuildExecutionNode(
        ExecutionNode parent,
        IGraphType graphType,
        GraphQLField field,
        FieldType fieldDefinition,
        int? indexInParentNode = null
    ) =>
        PlannedExecutionNode.For(parent, graphType, field, fieldDefinition, indexInParentNode)
        ?? base.BuildExecutionNode(parent, graphType, field, fieldDefinition, indexInParentNode);
}

internal sealed class PlannedSerialStrategy : SerialExecutionStrategy
{
    protected override ExecutionNode BuildExecutionNode(
        ExecutionNode parent,
        IGraphType graphType,
        GraphQLField field,
        FieldType fieldDefinition,
        int? indexInParentNode = null
    ) =>
        PlannedExecutionNode.For(parent, graphType, field, fieldDefinition, indexInParentNode)
        ?? base.BuildExecutionNode(parent, graphType, field, fieldDefinition, indexInParentNode);
}
