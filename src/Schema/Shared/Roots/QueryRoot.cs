using GraphQL.Resolvers;
using GraphQL.Types;
using Lintel.Data;
using Lintel.Domain.Audit;
using Lintel.Domain.Clients;
using Lintel.Domain.Communities;
using Lintel.Domain.Deals;
using Lintel.Domain.Imports;
using Lintel.Domain.Listings;
using Lintel.Domain.Organisation;
using Lintel.Domain.Platform;
using Lintel.Domain.Reports;
using Lintel.Domain.Showings;
using Lintel.Domain.Webhooks;
using Lintel.Schema.Explaining;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Nodes;
using Lintel.Schema.Shared.Reading;
using Lintel.Schema.Shared.Scalars;

namespace Lintel.Schema.Shared.Roots;

/// <summary>The Query type: the five subjects, what hangs on them, and the way to any node.</summary>
internal static class QueryRoot
{
    public static ObjectGraphType Build(GraphTypeBuilder types, NodeQueries nodes, ViewerBudgets budgets, FieldType dealEvents)
    {
        var root = new ObjectGraphType { Name = "Query", Description = "Everything there is to read. Lists hold only rows you may see." };
        root.AddField(types.RootConnection<Listing>("listings", "The listings you may see; latest change first."));
        root.AddField(types.RootConnection<Client>("clients", "The clients you may see; latest change first."));
        root.AddField(types.RootConnection<Deal>("deals", "The deals you may see; latest change first."));
        root.AddField(types.RootConnection<Agent>("agents", "The agents of the brand."));
        root.AddField(Reports(types));
        root.AddField(types.RootConnection<Showing>("showings", "The showings you may see; latest first."));
        root.AddField(types.RootConnection<Office>("offices", "The organisation tree: brand, regions, franchise partners, stores, teams."));
        root.AddField(types.RootConnection<Cooperation>("cooperations", "The cooperations of stores you may see; latest first."));
        root.AddField(types.RootConnection<Community>("communities", "The dictionary of communities 楼盘字典."));
        root.AddField(types.RootConnection<ImportRun>("importRuns", "The imports you may see; latest first."));
        root.AddField(types.RootConnection<Account>("accounts", "The accounts you may see; latest first."));
        root.AddField(types.RootConnection<ApiKey>("apiKeys", "The API keys you may see, those that work no more too; latest first."));
        root.AddField(types.RootConnection<AuditEntry>("auditEntries", "The brand's audit log: reveals, denials, changes of policy; latest first."));
        root.AddField(types.RootConnection<CustomField>("customFields", "The fields your franchise partner has of its own, archived ones too."));
        root.AddField(
            types.RootConnection<TrustedDocument>(
                "trustedDocuments",
                "The documents that accounts may send by their ids, as far as you may see them."
            )
        );
        root.AddField(
            types.RootConnection<WebhookEndpoint>("webhookEndpoints", "The webhook endpoints you may see, deleted ones too; latest first.")
        );
        root.AddField(types.RootConnection<LoggedEvent>("eventLog", "The brand's whole event log, as far as it is kept; latest first."));
        root.AddField(dealEvents);
        root.AddField(nodes.Node());
        root.AddField(nodes.Nodes());
        root.AddField(ViewerType.Field(types, budgets));
        root.AddField(SchemaField.Create());
        root.AddField(ExplainAccessField.Create());
        root.AddField(GraphVersion());
        return root;
    }

    private static string Version { get; } = typeof(QueryRoot).Assembly.GetName().Version!.ToString(3); // every build has one

    private static FieldType GraphVersion() =>
        new FieldType
        {
            Name = "graphVersion",
            Description = "The release that answers; the one field that needs no sign-in.",
            ResolvedType = new NonNullGraphType(ScalarTypes.String),
            Resolver = new FuncFieldResolver<object>(_ => Version),
        }
            .PlannedAsValue((_, json) => json.WriteToken(Version))
            .VisibleTo(AccessRule.Public);

    private static FieldType Reports(GraphTypeBuilder types)
    {
        var reports = new ObjectGraphType
        {
            Name = "Reports",
            Description = "Figures counted from the raw rows at every read, as far as you may see them.",
        };
        reports.AddField(types.RootConnection<AgentPerformance>("agentPerformance", "Agents' months: showings, deals, commission."));
        reports.AddField(types.RootConnection<StorePerformance>("storePerformance", "Stores' months: showings, deals, commission."));
        return new FieldType
        {
            Name = "reports",
            Description = "Figures about the brokerage.",
            ResolvedType = new NonNullGraphType(reports),
            Resolver = new FuncFieldResolver<object>(_ => reports),
        }
            .PlannedAsObject()
            .VisibleTo(Allow.Everyone);
    }
}
