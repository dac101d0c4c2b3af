using GraphQLParser.AST;
using Lintel.Client.Generator.Model;

namespace Lintel.Client.Generator.Emitting;

/// <summary>A method of an operation, as text.</summary>
internal sealed record OperationMethod(
    string Returns,
    string Signature,
    string Body,
    string Summary,
    IReadOnlyList<(string Name, string Text)> Parameters
);

/// <summary>Decides which methods an operation has.</summary>
internal sealed class OperationMethods(OperationModel model, TypeText types)
{
    private const string Executed = "global::System.Threading.Tasks.Task<";
    private const string Streamed = "global::System.Collections.Generic.IAsyncEnumerable<";
    private const string Observable = "global::Lintel.Client.StreamExtensions.AsObservable";
    private const string Observed = "global::System.IObservable<";

    private const string Strategies = "global::Lintel.Client.ExecutionStrategy";

    private static readonly Tail Cancellable = new(
        [OperationEmitter.CancellationParameter],
        ["cancellationToken"],
        [("cancellationToken", "Stops waiting; what the server has begun it finishes.")]
    );
    private static readonly Tail Strategy = new(
        [$"{Strategies} strategy = {Strategies}.CacheFirst"],
        ["strategy"],
        [("strategy", "Where the first result comes from.")]
    );
    private static readonly Tail Nothing = new([], [], []);
    private static readonly (string, string) Variables = ("variables", "The variables; what is not set is not sent, null is sent as null.");

    private readonly string _data = types.Full(model.ResultType);
    private readonly string _variables = types.Full(model.Variables.Name);

    private string Result => $"global::Lintel.Client.IOperationResult<{_data}>";

    private bool HasVariables => model.Variables.Fields.Count > 0;

    /// <summary>With nothing optional the parameters say everything that the record could.</summary>
    private bool HasOptional => model.Variables.HasOptional;

    public IReadOnlyList<OperationMethod> All() =>
        [
            .. model.Kind == OperationType.Subscription ? Streams() : Requests(),
            .. model.HasPrice
                ? Overloads(
                    "Price",
                    "long",
                    Price,
                    "What the operation costs at most, in points, by the schema it was generated from. Asks no server.",
                    Nothing
                )
                : [],
        ];

    private IEnumerable<OperationMethod> Streams() =>
        [
            .. Overloads(
                "SubscribeAsync",
                $"{Streamed}{Result}>",
                Subscribe,
                model.Resume is null
                    ? "Follows the events until the server ends them or you stop. Events during a lost connection are missed."
                    : "Follows the events until the server ends them or you stop. Survives lost connections: each event comes once, from the first one received or the position given.",
                Cancellable
            ),
            .. Overloads("Watch", $"{Observed}{Result}>", Watch, "The same as an observable; dispose the subscription to stop.", Nothing),
        ];

    private IEnumerable<OperationMethod> Requests() =>
        [
            .. Overloads(
                "ExecuteAsync",
                $"{Executed}{Result}>",
                Execute,
                "Runs the operation. Failures are in the result; only cancellation throws.",
                Cancellable
            ),
            .. model.Paging is null
                ? []
                : Overloads(
                    "PagesAsync",
                    $"{Streamed}{_data}>",
                    Pages,
                    "Every page from the cursor on; the next is fetched when it is asked for. A page with errors throws.",
                    Cancellable
                ),
            .. model.HasStore
                ? Overloads(
                    "Watch",
                    $"{Observed}{Result}>",
                    WatchStore,
                    "The result, and a new one whenever an operation of this client learns that an entity in it has changed.",
                    Strategy
                )
                : [],
        ];

    private IEnumerable<OperationMethod> Overloads(string name, string returns, Func<string, string> body, string summary, Tail tail)
    {
        var parameters = model
            .Variables.InOrder()
            .Select(field => $"{types.Input(field.Type)} {CSharpNames.Parameter(field.Name)}{(field.IsRequired ? "" : " = null")}");
        var arguments = model.Variables.InOrder().Select(field => CSharpNames.Parameter(field.Name));
        yield return new OperationMethod(
            returns,
            $"{name}({string.Join(", ", parameters.Concat(tail.Parameters))})",
            HasOptional
                ? $"{name}({string.Join(", ", tail.Arguments.Prepend($"{_variables}.Of({string.Join(", ", arguments)})"))})"
                : body(Required()),
            summary,
            [.. ParameterDocs(), .. tail.Docs]
        );
        if (HasOptional)
        {
            yield return new OperationMethod(
                returns,
                $"{name}({string.Join(", ", tail.Parameters.Prepend($"{_variables} variables"))})",
                body("variables"),
                summary,
                [Variables, .. tail.Docs]
            );
        }
    }

    /// <summary>What follows the variables of a method.</summary>
    private sealed record Tail(IReadOnlyList<string> Parameters, IReadOnlyList<string> Arguments, IReadOnlyList<(string, string)> Docs);

    private IEnumerable<(string, string)> ParameterDocs() =>
        model
            .Variables.InOrder()
            .Select(field =>
                (
                    CSharpNames.Parameter(field.Name).TrimStart('@'),
                    field.IsRequired ? $"The variable <c>${field.GraphQLName}</c>." : $"The variable <c>${field.GraphQLName}</c>; null leaves it out."
                )
            );

    /// <summary>The record of variables when all of them are required; nothing when there are none.</summary>
    private string Required()
    {
        var set = model.Variables.Fields.Select(field => $"{field.Name} = {CSharpNames.Parameter(field.Name)}");
        return HasVariables ? $"new {_variables} {{ {string.Join(", ", set)} }}" : "";
    }

    private string Execute(string variables)
    {
        var prepared = OperationEmitter.Prepares(model) ? $"Prepare({variables})" : variables;
        var written = HasVariables ? $"{prepared}.Write" : "null";
        return $"executor.ExecuteAsync<{_data}>(Document, {written}, {_data}.Read, cancellationToken)";
    }

    private string Price(string variables) =>
        $"global::Lintel.Client.Operations.OperationExecutor.Price(Document, {(HasVariables ? $"({variables}).Write" : "null")})";

    private string WatchStore(string variables) =>
        $"executor.Watch<{_data}>(Document, {(HasVariables ? $"({variables}).Write" : "null")}, {_data}.Read, strategy)";

    private string Subscribe(string variables) => HasVariables ? $"Follow({variables}, cancellationToken)" : "Follow(cancellationToken)";

    private string Watch(string variables) => HasVariables ? $"{Observable}(Follow({variables}, default))" : $"{Observable}(Follow(default))";

    private string Pages(string variables)
    {
        var paging = model.Paging!;
        var after = paging.After.Name;
        var fetch = $"(after, token) => ExecuteAsync(after is null ? {variables} : {variables} with {{ {after} = after }}, token)";
        var next =
            $"static data => data.{paging.Root.Name} is {{ {paging.PageInfo.Name}: {{ {paging.HasNextPage.Name}: true, {paging.EndCursor.Name}: var cursor }} }} ? cursor : null";
        return $"global::Lintel.Client.Operations.Pagination.PagesAsync<{_data}>({variables}.{after}, {fetch}, {next}, cancellationToken)";
    }
}
