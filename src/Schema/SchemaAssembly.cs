using GraphQL.Types;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Errors;
using Lintel.Schema.Shared.Mutating;
using Lintel.Schema.Shared.Nodes;
using Lintel.Schema.Shared.Reading;
using Microsoft.Extensions.DependencyInjection;

namespace Lintel.Schema;

/// <summary>
/// Assembles a schema over declarations: ours, or ours and a franchise's own fields. Whatever holds types of a schema or plans over its
/// declarations is made for it; the rest is shared by all.
/// </summary>
internal static class SchemaAssembly
{
    public static ISchema Of(DeclaredGraph graph, IServiceProvider services)
    {
        SearchDeclarations.Check(graph, services.GetRequiredService<TableMap>());
        var scopes = ActivatorUtilities.CreateInstance<PlanScopes>(services, graph);
        var planner = ActivatorUtilities.CreateInstance<ReadPlanner>(services, scopes);
        var types = ActivatorUtilities.CreateInstance<GraphTypeBuilder>(services, graph, planner);
        var errors = ActivatorUtilities.CreateInstance<UserErrorTypes>(services, types);
        var schema = ActivatorUtilities.CreateInstance<LintelSchema>(
            services,
            types,
            ActivatorUtilities.CreateInstance<NodeQueries>(services, graph, types),
            ActivatorUtilities.CreateInstance<MutationRoot>(services, types, graph, errors),
            errors
        );
        schema.PlannedBy(planner);
        return schema;
    }
}
