using System.Runtime.CompilerServices;
using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using Lintel.Domain;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Scalars;
using Microsoft.Extensions.DependencyInjection;

namespace Lintel.Schema.Shared.Roots;

/// <summary><c>schema(role:)</c>: the graph as text, as the caller or another role has it.</summary>
internal static class SchemaField
{
    /// <summary>To print a schema takes as long as a hundred queries, and it says the same each time.</summary>
    private static readonly ConditionalWeakTable<ISchema, string> Printed = [];

    public static FieldType Create() =>
        new FieldType
        {
            Name = "schema",
            Description = "The graph you have, in SDL: what is not in it does not exist for you.",
            ResolvedType = new NonNullGraphType(ScalarTypes.String),
            Arguments = new QueryArguments(
                new QueryArgument(EnumTypes.Of<Role>()) { Name = "role", Description = "As this role has it; absent: as you have it." }.UsableBy(
                    PolicyAccess.OfAnyRole
                )
            ),
            Resolver = new FuncFieldResolver<object>(ResolveAsync),
        }.VisibleTo(Allow.Everyone);

    private static async ValueTask<object?> ResolveAsync(IResolveFieldContext context)
    {
        var viewer = ViewerContext.Of(context.UserContext);
        // The views are made of the schema that this field is part of.
        var views = context.RequestServices!.GetRequiredService<SchemaViews>(); // the engine gives them to every request
        var graph = await views.ForAsync(viewer, context.CancellationToken);
        return Printed.GetValue(graph.Of(context.GetArgument<Role?>("role") ?? viewer.Role), SchemaExport.Sdl);
    }
}
