using GraphQL;
using GraphQL.SystemTextJson;
using GraphQL.Types;
using GraphQLParser.AST;
using Lintel.Data;
using Lintel.Schema.Deals;
using Lintel.Schema.Documents;
using Lintel.Schema.Explaining;
using Lintel.Schema.Shared;
using Lintel.Schema.Shared.Costing;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Errors;
using Lintel.Schema.Shared.Mutating;
using Lintel.Schema.Shared.Reading;
using Lintel.Schema.Shared.Streaming;
using Lintel.Schema.Shared.Telemetry;
using Lintel.Schema.Views;
using Lintel.Schema.Webhooks;
using Lintel.Schema.Webhooks.Mutations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Lintel.Schema;

/// <summary>Registers the graph: types, engine, access rules, use cases. Needs <c>AddLintelData</c>, a <see cref="CursorCipher"/> and <see cref="MediaLinks"/>.</summary>
public static class SchemaRegistration
{
    public static IServiceCollection AddLintelSchema(this IServiceCollection services)
    {
        services.AddGraphQL(graph =>
            graph
                .AddSystemTextJson(json =>
                {
                    json.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
                    json.Converters.Add(new PlannedJsonConverter());
                })
                .AddErrorInfoProvider<MaskedErrors>()
                .AddExecutionStrategy<PlannedQueryStrategy>(OperationType.Query)
                .AddExecutionStrategy<LeafSerialStrategy>(OperationType.Mutation)
                .AddExecutionStrategy<SequencedSubscriptionStrategy>(OperationType.Subscription)
        );
        AddDeclarations(services);
        services.AddSingleton<TableMap>(provider =>
        {
            using var database = provider.GetRequiredService<IDbContextFactory<LintelDbContext>>().CreateDbContext();
            return new TableMap(
                database.Model,
                database.Protector,
                provider.GetRequiredService<ViewerReads>(),
                provider.GetRequiredService<MediaLinks>()
            );
        });
        services.AddSingleton<RowPolicies, DeclaredPolicies>();
        services.AddSingleton<PlanScopes>();
        services.AddSingleton<RowLookup>();
        services.AddSingleton<ReadMetrics>();
        services.AddSingleton<OperationTelemetry>();
        services.AddSingleton<OperationCosts>();
        services.AddSingleton<CostListener>();
        services.AddSingleton<ReadOperations>();
        services.AddSingleton<MutationPipeline>();
        services.AddSingleton<FormerSights>();
        services.AddSingleton<DealAlertSource>();
        services.AddSingleton<DealSubscriptions>();
        services.AddSingleton<DealEvents>();
        services.AddSingleton<ISchema>(provider => SchemaAssembly.Of(provider.GetRequiredService<DeclaredGraph>(), provider));
        services.AddSingleton<SchemaViews>(provider =>
        {
            var ours = new RoleViews(provider.GetRequiredService<ISchema>());
            return new SchemaViews(
                ours,
                ActivatorUtilities.CreateInstance<FranchiseViews>(
                    provider,
                    ours,
                    (Func<DeclaredGraph, ISchema>)(graph => SchemaAssembly.Of(graph, provider))
                )
            );
        });
        services.TryAddSingleton(new DocumentLimits());
        services.TryAddSingleton(new DocumentTrust());
        services.AddSingleton<RequestDocuments>();
        services.AddSingleton<DocumentExecution>();
        services.AddSingleton<Refusals>();
        services.AddSingleton<GraphQLEngine>();
        services.AddSingleton<AccessExplainer>();
        services.AddSingleton<WebhookPayloads>();
        services.AddSingleton<WebhookSelectionCheck>();
        services.AddSingleton<WebhookRequest>();
        return services;
    }

    /// <summary>Every entity type and every mutation of this assembly, each found by being there.</summary>
    private static void AddDeclarations(IServiceCollection services)
    {
        services.AddSingleton(DeclaredGraph.OfThisAssembly());
        var declared = typeof(SchemaRegistration).Assembly.GetTypes().Where(type => type is { IsAbstract: false, IsClass: true });
        foreach (var mutation in declared.Where(typeof(Mutation).IsAssignableFrom))
        {
            services.AddSingleton(typeof(Mutation), mutation);
        }
    }
}
