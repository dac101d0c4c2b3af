using GraphQL;
using GraphQL.DI;
using GraphQL.Execution;
using GraphQL.Resolvers;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;
using Lintel.Schema.Shared.Streaming;

namespace Lintel.Server.Tests.Probe;

/// <summary>A graph whose every move the test decides, behind the real transports.</summary>
internal sealed class ProbeGraph : GraphQL.Types.Schema
{
    public ProbeGraph(ProbeStream ticks, ProbeHold hold)
    {
        var query = new ObjectGraphType { Name = "Query" };
        query.Field<StringGraphType>("hello").Resolve(_ => "world");
        query
            .Field<StringGraphType>("text")
            .Argument<NonNullGraphType<IntGraphType>>("length")
            .Resolve(context => new string('x', context.GetArgument<int>("length")));
        query.Field<StringGraphType>("broken").Resolve(_ => throw new InvalidOperationException("Host=secret"));
        query.Field<StringGraphType>("held").ResolveAsync(async context => await hold.WaitAsync(context.CancellationToken));
        var mutation = new ObjectGraphType { Name = "Mutation" };
        mutation.Field<StringGraphType>("held").ResolveAsync(async context => await hold.WaitAsync(context.CancellationToken));
        mutation.Field<StringGraphType>("touch").Resolve(_ => "done");
        var subscription = new ObjectGraphType { Name = "Subscription" };
        subscription.AddField(
            new FieldType
            {
                Name = "ticks",
                ResolvedType = new StringGraphType(),
                Resolver = new FuncFieldResolver<string>(context => context.Source as string),
                StreamResolver = new SourceStreamResolver<string>(_ => ticks),
            }
        );
        subscription.AddField(
            new FieldType
            {
                Name = "numbered",
                ResolvedType = new StringGraphType(),
                Resolver = new FuncFieldResolver<string>(context => (context.Source as ProbeTick)?.Text),
                StreamResolver = new SourceStreamResolver<ProbeTick>(_ => ticks.Numbered()),
            }
        );
        Query = query;
        Mutation = mutation;
        Subscription = subscription;
    }
}

/// <summary>Runs the probe graph without the rules of the real one, but for the one that the transports rely on.</summary>
internal sealed class ProbeExecuter(ProbeGraph graph) : IDocumentExecuter
{
    private readonly DocumentExecuter _executer = new(
        new GraphQLDocumentBuilder(),
        new DocumentValidator(),
        new DefaultExecutionStrategySelector([
            new ExecutionStrategyRegistration(new ParallelExecutionStrategy(), OperationType.Query),
            new ExecutionStrategyRegistration(new SerialExecutionStrategy(), OperationType.Mutation),
            new ExecutionStrategyRegistration(new SequencedSubscriptionStrategy(), OperationType.Subscription),
        ]),
        []
    );

    public Task<ExecutionResult> ExecuteAsync(ExecutionOptions options) =>
        _executer.ExecuteAsync(
            new ExecutionOptions
            {
                Schema = graph,
                Query = options.Query,
                OperationName = options.OperationName,
                Variables = options.Variables,
                CancellationToken = options.CancellationToken,
                UnhandledExceptionDelegate = options.UnhandledExceptionDelegate,
            }
        );
}
