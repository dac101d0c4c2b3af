using GraphQL;
using GraphQL.DI;
using GraphQL.Types;
using GraphQLParser.AST;
using Lintel.Domain;
using Lintel.Schema.Shared;
using Lintel.Schema.Shared.Errors;
using Lintel.Schema.Tests.Proofs.NonInterference;
using Microsoft.Extensions.DependencyInjection;

namespace Lintel.Schema.Tests.Proofs.Oracle;

/// <summary>The graph as one viewer has it, answered without a database.</summary>
internal sealed class MemoryGraph : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly ISchema _view;
    private readonly Viewer _viewer;

    private MemoryGraph(ISchema view, MemoryRows rows)
    {
        (_view, _viewer) = (view, rows.Viewer);
        ((IInterfaceGraphType)view.AllTypes["Node"]!).ResolveType = row => view.AllTypes[((MemoryRow)row).Type.Name] as IObjectGraphType; // every view has nodes
        _services = new ServiceCollection()
            .AddSingleton(rows)
            .AddSingleton(Cursors)
            .AddGraphQL(graph =>
                graph
                    .AddSystemTextJson(json => json.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)
                    .AddErrorInfoProvider<MaskedErrors>()
                    .AddExecutionStrategy<MemoryStrategy>(OperationType.Query)
            )
            .BuildServiceProvider();
    }

    public CursorBook Cursors { get; } = new();

    public static async Task<MemoryGraph> LoadAsync(Graph graph, Viewer viewer) =>
        new(await graph.ViewAsync(viewer), await MemoryRows.LoadAsync(graph, viewer));

    public async Task<string> AnswerAsync(Operation operation)
    {
        var serializer = _services.GetRequiredService<IGraphQLTextSerializer>();
        var result = await _services
            .GetRequiredService<IDocumentExecuter>()
            .ExecuteAsync(options =>
            {
                options.Schema = _view;
                options.Query = operation.Document;
                options.Variables = serializer.Deserialize<Inputs>(operation.Variables);
                options.UserContext = new ViewerContext(_viewer);
                options.ThrowOnUnhandledException = true;
            });
        return serializer.Serialize(result);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
