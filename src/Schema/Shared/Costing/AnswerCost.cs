using GraphQL.Execution;
using Lintel.Schema.Shared.Reading;

namespace Lintel.Schema.Shared.Costing;

/// <summary>Counts the points of an answer, be it read by a plan, which has counted, or field by field.</summary>
internal static class AnswerCost
{
    public static long Of(object? data) =>
        data switch
        {
            PlannedJson planned => planned.Cost,
            ObjectExecutionNode root => OfFields(root),
            _ => 0,
        };

    private static long OfFields(ObjectExecutionNode node)
    {
        var cost = 0L;
        foreach (var field in node.SubFields ?? [])
        {
            cost += Of(field);
        }

        return cost;
    }

    private static long Of(ExecutionNode node)
    {
        if (node.Field.Name.StringValue is "__schema" or "__type")
        {
            return FieldCost.IntrospectionWeight;
        }

        var weight = FieldCost.Of(node.FieldDefinition).Weight;
        return FieldCost.IsListOfObjects(node.FieldDefinition) ? OfValue(node, weight) : weight + OfValue(node, itemWeight: 0);
    }

    private static long OfValue(ExecutionNode node, int itemWeight) =>
        node switch
        {
            LeafExecutionNode { Result: PlannedJson planned } => planned.Cost,
            ObjectExecutionNode one => OfFields(one),
            ArrayExecutionNode list => (list.Items ?? []).Sum(item => itemWeight + OfValue(item, itemWeight)),
            _ => 0,
        };
}
