using GraphQLParser.AST;

namespace Lintel.Schema.Shared.Validation;

/// <summary>Whether arguments are the same, in whatever order they and the fields of their objects stand.</summary>
internal static class SameValues
{
    public static bool Are(GraphQLArguments? some, GraphQLArguments? others)
    {
        var (left, right) = (some?.Items ?? [], others?.Items ?? []);
        return left.Count == right.Count
            && left.TrueForAll(one => right.Exists(other => one.Name.Value == other.Name.Value && Are(one.Value, other.Value)));
    }

    private static bool Are(GraphQLValue one, GraphQLValue other) =>
        (one, other) switch
        {
            (GraphQLVariable left, GraphQLVariable right) => left.Name.Value == right.Name.Value,
            (GraphQLIntValue left, GraphQLIntValue right) => left.Value == right.Value,
            (GraphQLFloatValue left, GraphQLFloatValue right) => left.Value == right.Value,
            (GraphQLStringValue left, GraphQLStringValue right) => left.Value == right.Value,
            (GraphQLBooleanValue left, GraphQLBooleanValue right) => left.BoolValue == right.BoolValue,
            (GraphQLEnumValue left, GraphQLEnumValue right) => left.Name.Value == right.Name.Value,
            (GraphQLNullValue, GraphQLNullValue) => true,
            (GraphQLListValue left, GraphQLListValue right) => AreLists(left.Values ?? [], right.Values ?? []),
            (GraphQLObjectValue left, GraphQLObjectValue right) => AreObjects(left.Fields ?? [], right.Fields ?? []),
            _ => false,
        };

    private static bool AreLists(List<GraphQLValue> some, List<GraphQLValue> others) =>
        some.Count == others.Count && some.Zip(others).All(pair => Are(pair.First, pair.Second));

    private static bool AreObjects(List<GraphQLObjectField> some, List<GraphQLObjectField> others) =>
        some.Count == others.Count
        && some.TrueForAll(one => others.Exists(other => one.Name.Value == other.Name.Value && Are(one.Value, other.Value)));
}
