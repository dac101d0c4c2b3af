using System.Diagnostics;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Transport;
using GraphQLParser.AST;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Organisation;
using Lintel.Schema.Documents;
using Lintel.Schema.Shared;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Costing;
using Lintel.Schema.Shared.Limits;
using Lintel.Schema.Shared.Reading;
using Lintel.Schema.Shared.Streaming;
using Lintel.Schema.Shared.Telemetry;
using Lintel.Schema.Shared.Validation;
using Lintel.Schema.Views;
using Microsoft.Extensions.DependencyInjection;

namespace Lintel.Schema;

/// <summary>The one way in: a request and its viewer, to a result that any transport can write.</summary>
public sealed class GraphQLEngine(
    SchemaViews views,
    DocumentLimits limits,
    IDocumentBuilder builder,
    OperationTelemetry telemetry,
    IServiceProvider services
) : IDisposable
{
    private readonly DocumentGate _gate = new(limits, builder);
    private readonly KnownDocuments _known = new();
    private readonly ReadOperations _reads = services.GetRequiredService<ReadOperations>();
    private readonly OperationCosts _costs = services.GetRequiredService<OperationCosts>();
    private readonly DocumentExecution _execution = services.GetRequiredService<DocumentExecution>();
    private readonly Refusals _refusals = services.GetRequiredService<Refusals>();
    private readonly RequestDocuments _documents = services.GetRequiredService<RequestDocuments>();

    /// <summary>
    /// Runs one operation against the viewer's view of the graph. A subscription comes back with
    /// <see cref="ExecutionResult.Streams"/> set. <paramref name="readOnly"/> refuses mutations (HTTP GET). With <paramref name="onlyPriced"/>
    /// nothing runs: what would run comes back as a <see cref="PricedResult"/>.
    /// </summary>
    public async Task<ExecutionResult> ExecuteAsync(
        GraphQLRequest request,
        Viewer viewer,
        bool readOnly,
        CancellationToken cancellationToken,
        ActivityContext caller = default,
        IExecutionLimit? limit = null,
        bool onlyPriced = false,
        IStreamSubscriber? subscriber = null
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(viewer);
        var resolved = await _documents.ResolveAsync(request, viewer, cancellationToken);
        using (var answer = onlyPriced ? null : await AnswerKnownAsync(resolved, viewer, isLastWay: true, caller, limit, cancellationToken))
        {
            if (answer is not null)
            {
                return _costs.Told(new ExecutionResult { Executed = true, Data = answer.ToJson() }, answer.Cost);
            }
        }

        var watch = telemetry.Start(caller);
        try
        {
            var result = resolved.Refusal is { } refusal
                ? new ExecutionResult { Errors = [refusal] }
                : await AnswerAsync(
                    new OperationRun(resolved.Request, viewer, readOnly ? RequestRules.ReadOnly : RequestRules.All)
                    {
                        Charge = new OperationCharge(onlyPriced),
                        Watch = watch,
                        Limit = limit,
                        Subscriber = subscriber,
                    },
                    cancellationToken
                );
            if (result.Executed || result.Streams is not null)
            {
                _documents.Ran(resolved);
            }

            watch?.End(result);
            return result;
        }
        catch (Exception fault)
        {
            watch?.End(fault, limit);
            throw;
        }
    }

    /// <summary>
    /// The finished response to a query whose plan is known; null: <see cref="ExecuteAsync"/> has to look at it. The viewer may be one that is
    /// remembered: the read checks it.
    /// </summary>
    public ValueTask<PlannedAnswer?> AnswerKnownAsync(
        GraphQLRequest request,
        Viewer viewer,
        CancellationToken cancellationToken,
        ActivityContext caller = default,
        IExecutionLimit? limit = null
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(viewer);
        var resolving = _documents.ResolveAsync(request, viewer, cancellationToken);
        return resolving.IsCompletedSuccessfully
            ? AnswerKnownAsync(resolving.Result, viewer, isLastWay: false, caller, limit, cancellationToken)
            : WhenResolvedAsync(resolving);

        async ValueTask<PlannedAnswer?> WhenResolvedAsync(ValueTask<ResolvedRequest> pending) =>
            await AnswerKnownAsync(await pending, viewer, isLastWay: false, caller, limit, cancellationToken);
    }

    private async ValueTask<PlannedAnswer?> AnswerKnownAsync(
        ResolvedRequest resolved,
        Viewer viewer,
        bool isLastWay,
        ActivityContext caller,
        IExecutionLimit? limit,
        CancellationToken cancellationToken
    )
    {
        if (resolved.Refusal is not null)
        {
            return null;
        }

        var request = resolved.Request;
        var view = (await views.ForAsync(viewer, cancellationToken)).Of(viewer.Role);
        if (_known.Find(request.Query, request.OperationName, view) is not { IsQuery: true } known || !viewer.HasScope(ApiKeyScopes.Read))
        {
            return null;
        }

        var watch = telemetry.Start(caller, known);
        try
        {
            var answer = await _reads.AnswerAsync(known, request, view, viewer, cancellationToken);
            if (answer is null)
            {
                watch?.Forget();
            }
            else
            {
                _documents.Ran(resolved);
                OperationTelemetry.CountDeprecated(known);
                watch?.EndKnown();
            }

            return answer;
        }
        catch (Exception fault) when (watch is not null)
        {
            // What broke here is asked again the whole way, unless this was it.
            if (isLastWay || fault is OperationCanceledException)
            {
                watch.End(fault, limit);
            }
            else
            {
                watch.Forget();
            }

            throw;
        }
    }

    /// <summary>The errors an operation would be refused with; none: it would run. Nothing of it runs, and no denial is noted.</summary>
    internal async Task<IReadOnlyList<ExecutionError>> JudgeAsync(GraphQLRequest request, Viewer viewer, CancellationToken cancellationToken)
    {
        var result = await AnswerAsync(new OperationRun(request, viewer, RequestRules.Judging), cancellationToken);
        return [.. (result.Errors ?? []).Where(error => error is not RequestRules.OnlyJudgedError)];
    }

    /// <summary>
    /// Begins a subscription over a stretch of the event log; its stream ends there. It is judged like any other, and costs nothing, since nobody sent it
    /// just now.
    /// </summary>
    internal Task<ExecutionResult> ReadStretchAsync(GraphQLRequest request, Viewer viewer, LogStretch stretch, CancellationToken cancellationToken) =>
        AnswerAsync(new OperationRun(request, viewer, RequestRules.All) { Stretch = stretch }, cancellationToken);

    private async Task<ExecutionResult> AnswerAsync(OperationRun run, CancellationToken cancellationToken)
    {
        var (request, viewer) = (run.Request, run.Viewer);
        var graph = await views.ForAsync(viewer, cancellationToken);
        var view = graph.Of(viewer.Role);
        var known = _known.Find(request.Query, request.OperationName, view);
        var isKnown = known is not null;
        var plans = known?.PlanCount ?? 0;
        if (known is null && _gate.Admit(request.Query, out var refusal) is var admitted)
        {
            if (refusal is not null)
            {
                return new ExecutionResult { Errors = [refusal] };
            }

            known = admitted is null ? null : new KnownDocument(OneOperation.Of(admitted, request.OperationName), view);
        }

        run.Watch?.Is(known?.Operation);
        if (known is not null && KeyScopeRule.Judge(known, view, viewer) is { } missing)
        {
            if (run.IsSent)
            {
                OperationTelemetry.CountRefused(viewer);
            }

            return new ExecutionResult { Errors = [missing] };
        }

        var result = await _execution.RunAsync(run, known, view, isNew: !isKnown, cancellationToken);
        result = await _costs.SettledAsync(result, run.Charge, viewer, cancellationToken);
        if (known is not null && (result.Executed || result.Streams is not null))
        {
            OperationTelemetry.CountDeprecated(known);
            if (!isKnown || known.PlanCount != plans)
            {
                _known.Keep(request.Query!, request.OperationName, view, known); // it was parsed
            }
        }

        return result.Errors is { } errors ? await _refusals.ToldAsync(result, errors, run, known?.Document, graph.Whole, cancellationToken) : result;
    }

    public void Dispose() => _known.Dispose();
}
