using System.Diagnostics;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Transport;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Organisation;
using Lintel.Schema.Documents;
using Lintel.Schema.Shared;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Costing;
using Lintel.Schema.Shared.Deprecating;
using Lintel.Schema.Shared.Errors;
using Lintel.Schema.Shared.Limits;
using Lintel.Schema.Shared.Reading;
using Lintel.Schema.Shared.Streaming;
using Lintel.Schema.Shared.Telemetry;
using Lintel.Schema.Shared.Validation;
using Lintel.Schema.Views;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lintel.Schema;

/// <summary>The one way in: a request and its viewer, to a result that any transport can write.</summary>
public sealed class GraphQLEngine(
    IDocumentExecuter executer,
    SchemaViews views,
    DocumentLimits limits,
    IDocumentBuilder builder,
    DenialLog denials,
    OperationTelemetry telemetry,
    IServiceProvider services,
    ILogger<GraphQLEngine> log
) : IDisposable
{
    /// <summary>What is judged at every request, however well its document is known.</summary>
    private static readonly IReadOnlyList<IValidationRule> RequestRules = [new AccessValidation()];
    private static readonly IReadOnlyList<IValidationRule> ReadOnlyRules = [.. RequestRules, new NoMutations()];
    private static readonly IReadOnlyList<IValidationRule> JudgingRules = [.. RequestRules, new NothingRuns()];

    /// <summary>What is found by looking at the document and the view alone: the same at every request.</summary>
    private readonly IReadOnlyList<IValidationRule> _documentRules = DocumentRules.Telling(limits.Errors);
    private readonly DocumentGate _gate = new(limits, builder);
    private readonly KnownDocuments _known = new();
    private readonly ReadOperations _reads = services.GetRequiredService<ReadOperations>();
    private readonly OperationCosts _costs = services.GetRequiredService<OperationCosts>();
    private readonly CostListener _charging = services.GetRequiredService<CostListener>();
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
                    resolved.Request,
                    viewer,
                    readOnly ? ReadOnlyRules : RequestRules,
                    new OperationCharge(onlyPriced),
                    watch,
                    limit,
                    cancellationToken,
                    subscriber
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
        var result = await AnswerAsync(request, viewer, JudgingRules, charge: null, watch: null, limit: null, cancellationToken);
        return [.. (result.Errors ?? []).Where(error => error is not OnlyJudgedError)];
    }

    /// <summary>
    /// Begins a subscription over a stretch of the event log; its stream ends there. It is judged like any other, and costs nothing, since nobody sent it
    /// just now.
    /// </summary>
    internal Task<ExecutionResult> ReadStretchAsync(GraphQLRequest request, Viewer viewer, LogStretch stretch, CancellationToken cancellationToken) =>
        AnswerAsync(request, viewer, RequestRules, charge: null, watch: null, limit: null, cancellationToken, subscriber: null, stretch);

    private async Task<ExecutionResult> AnswerAsync(
        GraphQLRequest request,
        Viewer viewer,
        IReadOnlyList<IValidationRule> rules,
        OperationCharge? charge,
        OperationWatch? watch,
        IExecutionLimit? limit,
        CancellationToken cancellationToken,
        IStreamSubscriber? subscriber = null,
        LogStretch? stretch = null
    )
    {
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

        watch?.Is(known?.Operation);
        if (known is not null && KeyScopeRule.Judge(known, view, viewer) is { } missing)
        {
            if (charge is not null)
            {
                OperationTelemetry.CountRefused(viewer);
            }

            return new ExecutionResult { Errors = [missing] };
        }

        var document = known?.Document;
        var result = await RunAsync(
            request,
            known,
            view,
            viewer,
            isKnown ? rules : [.. _documentRules, .. rules],
            charge,
            limit,
            cancellationToken,
            subscriber,
            stretch
        );
        result = await _costs.SettledAsync(result, charge, viewer, cancellationToken);
        if (known is not null && (result.Executed || result.Streams is not null))
        {
            OperationTelemetry.CountDeprecated(known);
            if (!isKnown || known.PlanCount != plans)
            {
                _known.Keep(request.Query!, request.OperationName, view, known); // it was parsed
            }
        }

        return result.Errors is { } errors
            ? await ToldAsync(result, errors, request, document, graph.Whole, viewer, charge is not null, cancellationToken)
            : result;
    }

    /// <summary>The result with the errors that its viewer may be told.</summary>
    private async Task<ExecutionResult> ToldAsync(
        ExecutionResult result,
        ExecutionErrors errors,
        GraphQLRequest request,
        GraphQLDocument? document,
        ISchema whole,
        Viewer viewer,
        bool isMeant,
        CancellationToken cancellationToken
    )
    {
        if (errors.FirstOrDefault(error => error is QueryOnlyError) is { } onlyQueries)
        {
            // Whatever it names: this is not the way it is sent.
            return new ExecutionResult { Errors = [onlyQueries] };
        }

        if (errors.Any(ViewErrors.NamesWhatIsNotThere))
        {
            return new ExecutionResult { Errors = Told(await RefusalAsync(request, document, whole, viewer, errors, isMeant, cancellationToken)) };
        }

        result.Errors = result.Executed ? errors : Told(errors);
        return result;
    }

    /// <summary>
    /// Nobody learns whether a name is hidden or does not exist, but for those who may see the graph as any role has it: they
    /// are told what their role has no grant for, and get the engine's own word on what does not exist. The audit log knows.
    /// </summary>
    private async Task<ExecutionErrors> RefusalAsync(
        GraphQLRequest request,
        GraphQLDocument? document,
        ISchema whole,
        Viewer viewer,
        ExecutionErrors errors,
        bool isMeant,
        CancellationToken cancellationToken
    )
    {
        var judged = await RunAsync(
            request,
            document is null ? null : new KnownDocument(document, whole),
            whole,
            viewer,
            [.. _documentRules, .. JudgingRules],
            charge: null,
            limit: null,
            cancellationToken
        );
        var denied = judged.Errors?.OfType<AccessDeniedError>().ToList() ?? [];
        if (isMeant && denied.Count > 0)
        {
            OperationTelemetry.CountRefused(viewer);
            denials.Note(viewer, [.. denied.Select(error => error.Coordinate).Distinct(StringComparer.Ordinal)]);
        }

        return !PolicyAccess.OfAnyRole.Allows(viewer) ? ViewErrors.Refusal(errors, viewer)
            : denied.Count > 0 ? [.. denied]
            : errors;
    }

    public void Dispose() => _known.Dispose();

    private ExecutionErrors Told(ExecutionErrors errors) => errors.Count > limits.Errors ? [.. errors.Take(limits.Errors)] : errors;

    private Task<ExecutionResult> RunAsync(
        GraphQLRequest request,
        KnownDocument? known,
        ISchema schema,
        Viewer viewer,
        IReadOnlyList<IValidationRule> rules,
        OperationCharge? charge,
        IExecutionLimit? limit,
        CancellationToken cancellationToken,
        IStreamSubscriber? subscriber = null,
        LogStretch? stretch = null
    ) =>
        executer.ExecuteAsync(options =>
        {
            options.Schema = schema;
            options.Document = known?.Document;
            options.Query = request.Query;
            options.OperationName = request.OperationName;
            options.Variables = request.Variables;
            options.Extensions = request.Extensions;
            options.UserContext = new ViewerContext(viewer)
            {
                Document = known,
                Limit = limit,
                Charge = charge,
                Subscriber = subscriber,
                Stretch = stretch,
            };
            options.Listeners.Add(_charging);
            options.RequestServices = services;
            options.CancellationToken = cancellationToken;
            options.ValidationRules = rules;
            options.CachedDocumentValidationRules = rules;
            options.UnhandledExceptionDelegate = context =>
            {
                if (context.OriginalException is StreamAccessLostError)
                {
                    // Nothing broke: the transport says what it means.
                    return Task.CompletedTask;
                }

                var trace = (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToHexString();
                SchemaLog.OperationBroke(log, trace, context.OriginalException);
                context.ErrorMessage = $"Something broke on our side. Trace id: {trace}.";
                return Task.CompletedTask;
            };
        });

    /// <summary>Refuses what writes.</summary>
    private sealed class NoMutations : ValidationRuleBase
    {
        public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context)
        {
            if (context.Operation.Operation == OperationType.Mutation)
            {
                context.ReportError(new QueryOnlyError(context.Document, context.Operation));
            }

            return default;
        }
    }

    /// <summary>Judges a document that must not run, whatever the judgement.</summary>
    private sealed class NothingRuns : ValidationRuleBase
    {
        // After the judgement, which keeps silent once there are errors.
        public override ValueTask<INodeVisitor?> GetPostNodeVisitorAsync(ValidationContext context) =>
            new(new MatchingNodeVisitor<GraphQLDocument>((_, validation) => validation.ReportError(new OnlyJudgedError())));
    }

    private sealed class OnlyJudgedError() : ValidationError("Only judged.");
}
