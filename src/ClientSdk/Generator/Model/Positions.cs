using GraphQLParser.AST;

namespace Lintel.Client.Generator.Model;

/// <summary>Finds out whether an operation can be resumed or paged: it needs an <c>after</c> variable and must select the position.</summary>
internal sealed class Positions(AnswerTypes answers, GraphQLOperationDefinition operation, InputModel variables, string resultType)
{
    /// <summary>For a subscription that selects <c>position</c>, or at least <c>sequence</c>.</summary>
    public ResumeModel? Resume()
    {
        if (
            operation.Operation != OperationType.Subscription
            || operation.SelectionSet.Selections is not [GraphQLField field]
            || After(field) is not { Type: ScalarValue { Scalar.CSharp: "string" or "long" } } after
            || RootProperty(field) is not { Type: ObjectValue value } root
        )
        {
            return null;
        }

        IEnumerable<ClassModel> classes = answers[value.TypeName] switch
        {
            HierarchyModel hierarchy => hierarchy.Members,
            ClassModel single => [single],
            _ => [],
        };
        List<(string, PropertyModel)> positions =
        [
            .. from type in classes let property = Position(type) where property is not null select (type.Name, property),
        ];
        return positions.Count == 0 ? null : new ResumeModel(after, Variable(field, "snapshot"), root, positions);
    }

    private static PropertyModel? Position(ClassModel type) =>
        type.Properties.FirstOrDefault(property => property is { Definition: "position", Type: ScalarValue { Scalar.CSharp: "string" } })
        ?? type.Properties.FirstOrDefault(property => property is { Definition: "sequence", Type: ScalarValue { Scalar.CSharp: "long" or "int" } });

    /// <summary>For a query whose one paged root field selects <c>pageInfo { hasNextPage endCursor }</c>.</summary>
    public PagingModel? Paging()
    {
        if (operation.Operation != OperationType.Query)
        {
            return null;
        }

        var connections = operation.SelectionSet.Selections.OfType<GraphQLField>().Select(Connection).OfType<PagingModel>().ToList();
        return connections is [var only] ? only : null;
    }

    private PagingModel? Connection(GraphQLField field) =>
        After(field) is { IsRequired: false, Type: ScalarValue { Scalar.CSharp: "string" } } after
        && RootProperty(field) is { } root
        && Inside(root, "pageInfo") is { } pageInfo
        && Inside(pageInfo, "hasNextPage") is { } hasNextPage
        && Inside(pageInfo, "endCursor") is { } endCursor
            ? new PagingModel(after, root, pageInfo, hasNextPage, endCursor)
            : null;

    private InputFieldModel? After(GraphQLField field) => Variable(field, "after");

    private InputFieldModel? Variable(GraphQLField field, string argument) =>
        field.Arguments?.FirstOrDefault(candidate => candidate.Name.Value == argument)?.Value is GraphQLVariable variable
            ? variables.Fields.FirstOrDefault(candidate => variable.Name.Value == candidate.GraphQLName)
            : null;

    private PropertyModel? RootProperty(GraphQLField field) => (answers[resultType] as ClassModel)?.Property(SelectionCollector.ResponseName(field));

    private PropertyModel? Inside(PropertyModel owner, string field) =>
        owner.Type is ObjectValue value && answers[value.TypeName] is ClassModel type
            ? type.Properties.FirstOrDefault(property => string.Equals(property.Definition, field, StringComparison.Ordinal))
            : null;
}
