using GraphQL.Types;
using Lintel.Domain;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Errors;
using Lintel.Schema.Shared.Reading;
using Lintel.Schema.Shared.Scalars;

namespace Lintel.Schema.Shared.Nodes;

/// <summary><c>node(id:)</c> and <c>nodes(ids:)</c>. What is out of sight and what does not exist look the same: null.</summary>
internal sealed class NodeQueries(DeclaredGraph graph, GraphTypeBuilder types)
{
    [Limit("ids", "nodes(ids:).")]
    private const int MostIds = 100;

    public FieldType Node() =>
        types
            .Planned(
                new FieldType
                {
                    Name = "node",
                    Description = "The object with this id; null when there is none or you may not see it. An id that is none is an error.",
                    ResolvedType = types.Node,
                    Arguments = new QueryArguments(
                        new QueryArgument(new NonNullGraphType(ScalarTypes.Id)) { Name = "id", Description = "A global id." }.UsableBy(
                            AccessRule.WithRow
                        )
                    ),
                },
                PlanOne
            )
            .VisibleTo(Allow.Everyone);

    public FieldType Nodes() =>
        types
            .Planned(
                new FieldType
                {
                    Name = "nodes",
                    Description = $"The objects with these ids, in their order; null where there is none or you may not see it. At most {MostIds}.",
                    ResolvedType = new NonNullGraphType(new ListGraphType(types.Node)),
                    Arguments = new QueryArguments(
                        new QueryArgument(new NonNullGraphType(new ListGraphType(new NonNullGraphType(ScalarTypes.Id))))
                        {
                            Name = "ids",
                            Description = "Global ids.",
                        }.UsableBy(AccessRule.WithRow)
                    ),
                },
                PlanList
            )
            .VisibleTo(Allow.Everyone);

    private void PlanOne(OperationPlanner plan, SelectedField asked, ShapeWriter shape)
    {
        var id = plan.Argument(asked, "id");
        plan.Single(TypeOf(plan, id), asked, inputs => KeyOf(inputs, id), shape);
    }

    /// <summary>One statement a type and level, however many ids there are.</summary>
    private void PlanList(OperationPlanner plan, SelectedField asked, ShapeWriter shape)
    {
        var ids = ((IEnumerable<object?>)plan.Argument(asked, "ids")!).ToList(); // the argument is required
        if (ids.Count > MostIds)
        {
            throw new BadArgumentError($"At most {MostIds} ids at a time.");
        }

        var levels = ids.GroupBy(id => TypeOf(plan, id))
            .SelectMany(ofType =>
            {
                var keys = ofType.ToList();
                var level = plan.ByKeys(ofType.Key, asked, inputs => keys.ConvertAll(id => KeyOf(inputs, id)).ToHashSet());
                return keys.Select(id => (id, level));
            })
            .ToList();
        plan.CountItems(asked, ids.Count);
        shape.Literal("[");
        foreach (var (id, i) in ids.Select((id, i) => (id, i)))
        {
            shape.Literal(i == 0 ? "" : ",");
            shape.Add(new GroupPart.Group(levels.First(one => ReferenceEquals(one.id, id)).level, inputs => KeyOf(inputs, id)));
        }

        shape.Literal("]");
    }

    private EntityType TypeOf(OperationPlanner plan, object? id) =>
        plan.Dialogue.TypeOf(id) is { } name && graph.Named(name) is { IsNode: true } type
            ? type
            : throw new BadArgumentError("This is not an id of this graph.");

    private static Guid KeyOf(ReadInputs inputs, object? id) =>
        GlobalId.TryDecode(inputs.ValueOf(id) as string, out _, out var key) ? key : throw new BadArgumentError("This is not an id of this graph.");
}
