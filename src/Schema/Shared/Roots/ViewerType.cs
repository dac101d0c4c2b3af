using GraphQL.Resolvers;
using GraphQL.Types;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Organisation;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Reading;
using Lintel.Schema.Shared.Scalars;

namespace Lintel.Schema.Shared.Roots;

/// <summary><c>viewer</c>: who the caller is to the graph.</summary>
internal static class ViewerType
{
    public static FieldType Field(GraphTypeBuilder types, ViewerBudgets budgets)
    {
        var type = new ObjectGraphType { Name = "Viewer", Description = "Who you are to this graph." };
        Add(
            type,
            "name",
            new NonNullGraphType(ScalarTypes.String),
            "Your account's name.",
            viewer => viewer.Name,
            (viewer, json) => json.WriteString(viewer.Name)
        );
        Add(
            type,
            "role",
            new NonNullGraphType(EnumTypes.Of<Role>()),
            "Your role.",
            viewer => viewer.Role,
            (viewer, json) => json.WriteToken(EnumNames.ToConstantCase(viewer.Role!.Value.ToString()))
        ); // who has signed in has one
        type.AddField(types.ViewerReference<Agent>("agent", "The agent you are; null when you are none.", viewer => viewer.AgentId));
        type.AddField(types.ViewerReference<Office>("store", "The store you belong to; null above it.", viewer => viewer.StoreId));
        type.AddField(
            types.ViewerReference<Office>("franchise", "The franchise partner you belong to; null above it.", viewer => viewer.FranchiseId)
        );
        type.AddField(types.ViewerReference<Office>("brand", "The brand you belong to.", viewer => viewer.BrandId));
        type.AddField(RateLimitType.Field(budgets));
        return new FieldType
        {
            Name = "viewer",
            Description = type.Description,
            ResolvedType = new NonNullGraphType(type),
            Resolver = new FuncFieldResolver<object>(context => ViewerContext.Of(context.UserContext)),
        }
            .PlannedAsObject()
            .VisibleTo(Allow.Everyone);
    }

    private static void Add(
        ObjectGraphType type,
        string name,
        IGraphType fieldType,
        string description,
        Func<Viewer, object?> read,
        Action<Viewer, JsonBuffer> write
    ) =>
        type.AddField(
                new FieldType
                {
                    Name = name,
                    Description = description,
                    ResolvedType = fieldType,
                    Resolver = new FuncFieldResolver<object>(context => read(Of(context.Source))),
                }.PlannedAsValue((inputs, json) => write(inputs.Viewer, json))
            )
            .VisibleTo(AccessRule.WithRow);

    private static Viewer Of(object? source) => (Viewer)source!; // the field's resolver gives it
}
