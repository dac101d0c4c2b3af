using Lintel.Data;
using Lintel.Schema.Deals;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Costing;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Deprecating;
using Lintel.Schema.Shared.Errors;
using Lintel.Schema.Shared.Mutating;
using Lintel.Schema.Shared.Nodes;
using Lintel.Schema.Shared.Roots;
using Lintel.Schema.Shared.Scalars;

namespace Lintel.Schema;

/// <summary>The graph, assembled from its declarations. An element without an access rule stops the start.</summary>
internal sealed class LintelSchema : GraphQL.Types.Schema
{
    public LintelSchema(
        GraphTypeBuilder types,
        NodeQueries nodes,
        MutationRoot mutationRoot,
        IEnumerable<Mutation> mutations,
        UserErrorTypes errors,
        DealSubscriptions deals,
        DealEvents events,
        ViewerBudgets budgets
    )
    {
        Features.RepeatableDirectives = true;
        Features.DeprecationOfInputValues = true;
        Directives.Register(
            AccessMetadata.Definition(),
            ResoDirective.Definition(),
            SpecifiedByDirective.Definition(),
            CostDirectives.OfCost(),
            CostDirectives.OfListSize()
        );
        var alerts = new DealAlertType(types);
        Query = QueryRoot.Build(types, nodes, budgets, events.Field(alerts));
        Mutation = mutationRoot.Build(mutations);
        Subscription = SubscriptionRoot.Build(deals.DealAlerts(alerts));
        // In place of the engine's own String.
        RegisterType(ScalarTypes.String);
        // Interfaces no field returns: the engine finds them only if told.
        RegisterType(errors.Interface);
        RegisterType(errors.StaleInterface);
        RegisterType(alerts.StreamItem);
        RegisterVisitor(new DefaultDeny());
        RegisterVisitor(new TimelyNotice());
        RegisterVisitor(new CostRules());
        Description = "Lintel: the graph of an existing-home (二手房) brokerage. Every element says who may see it; what is not granted is denied.";
    }
}
