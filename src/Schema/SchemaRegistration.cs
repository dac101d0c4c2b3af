using GraphQL;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace Lintel.Schema;

/// <summary>Registers the graph: types, engine, access rules, use cases.</summary>
public static class SchemaRegistration
{
    public static IServiceCollection AddLintelSchema(this IServiceCollection services)
    {
        services.AddGraphQL(graph => graph.AddSystemTextJson());
        services.AddSingleton<ISchema>(_ => new GraphQL.Types.Schema
        {
            Query = new ObjectGraphType { Name = "Query" },
        });
        services.AddSingleton<GraphQLEngine>();
        return services;
    }
}
