using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Errors;
using Lintel.Schema.Shared.Reading;
using Lintel.Schema.Shared.Scalars;

namespace Lintel.Schema.Shared.Nodes;

/// <summary><c>node(id:)</c> and <c>nodes(ids:)</c>. What is out of sight and what does not exist look the same: null.</summary>
internal sealed class NodeQueries(DeclaredGraph graph, ReadPlanner planner, InterfaceGraphType node)
{
    private const int MostIds = 100;

    public FieldType Node() =>
        new FieldType
        {
            Name = "node",
            Description = "The object with this id; null when there is none or you may not see it. An id that is none is an error.",
            ResolvedType = node,
            Arguments = new QueryArguments(
                new QueryArgument(new NonNullGraphType(ScalarTypes.Id)) { Name = "id", Description = "A global id." }.UsableBy(AccessRule.WithRow)
            ),
            Resolver = new FuncFieldResolver<object>(context => ReadAsync(context, context.GetArgument<string>("id"))),
        }
            .AsPlanned()
            .VisibleTo(Allow.Everyone);

    public FieldType Nodes() =>
        new FieldType
        {
            Name = "nodes",
            Description = $"The objects with these ids, in their order; null where there is none or you may not see it. At most {MostIds}.",
            ResolvedType = new NonNullGraphType(new ListGraphType(node)),
            Arguments = new QueryArguments(
                new QueryArgument(new NonNullGraphType(new ListGraphType(new NonNullGraphType(ScalarTypes.Id))))
                {
                    Name = "ids",
                    Description = "Global ids.",
                }.UsableBy(AccessRule.WithRow)
            ),
            Resolver = new FuncFieldResolver<object>(ReadAllAsync),
        }
            .AsPlanned()
            .VisibleTo(Allow.Everyone);

    private ValueTask<object?> ReadAsync(IResolveFieldContext context, string id)
    {
        var (type, key) = Decode(id);
        return planner.SingleAsync(type, context, key);
    }

    private async ValueTask<object?> ReadAllAsync(IResolveFieldContext context)
    {
        var ids = context.GetArgument<List<string>>("ids");
        if (ids.Count > MostIds)
        {
            throw new BadArgumentError($"At most {MostIds} ids at a time.");
        }

        return await planner.ListAsync(ids.ConvertAll(Decode), context);
    }

    private (EntityType Type, Guid Key) Decode(string id) =>
        GlobalId.TryDecode(id, out var name, out var key) && graph.Named(name) is { IsNode: true } type
            ? (type, key)
            : throw new BadArgumentError("This is not an id of this graph.");
}
