using GraphQL.Resolvers;
using GraphQL.Types;
using Lintel.Domain;
using Lintel.Domain.Organisation;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Scalars;

namespace Lintel.Schema.Shared.Roots;

/// <summary><c>viewer</c>: who the caller is to the graph.</summary>
internal static class ViewerType
{
    public static FieldType Field(GraphTypeBuilder types)
    {
        var type = new ObjectGraphType { Name = "Viewer", Description = "Who you are to this graph." };
        Add(type, "name", new NonNullGraphType(ScalarTypes.String), "Your account's name.", viewer => viewer.Name);
        Add(type, "role", new NonNullGraphType(EnumTypes.Of<Role>()), "Your role.", viewer => viewer.Role);
        type.AddField(types.RootReference<Agent>("agent", "The agent you are; null when you are none.", context => Of(context.Source).AgentId));
        type.AddField(types.RootReference<Office>("store", "The store you belong to; null above it.", context => Of(context.Source).StoreId));
        type.AddField(
            types.RootReference<Office>("franchise", "The franchise partner you belong to; null above it.", context => Of(context.Source).FranchiseId)
        );
        type.AddField(types.RootReference<Office>("brand", "The brand you belong to.", context => Of(context.Source).BrandId));
        return new FieldType
        {
            Name = "viewer",
            Description = type.Description,
            ResolvedType = new NonNullGraphType(type),
            Resolver = new FuncFieldResolver<object>(context => ViewerContext.Of(context.UserContext)),
        }.VisibleTo(Allow.Everyone);
    }

    private static void Add(ObjectGraphType type, string name, IGraphType fieldType, string description, Func<Viewer, object?> read) =>
        type.AddField(
                new FieldType
                {
                    Name = name,
                    Description = description,
                    ResolvedType = fieldType,
                    Resolver = new FuncFieldResolver<object>(context => read(Of(context.Source))),
                }
            )
            .VisibleTo(AccessRule.WithRow);

    private static Viewer Of(object? source) => (Viewer)source!; // the field's resolver gives it
}
