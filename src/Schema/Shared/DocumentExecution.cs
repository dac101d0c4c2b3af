using System.Diagnostics;
using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using Lintel.Schema.Shared.Costing;
using Lintel.Schema.Shared.Limits;
using Lintel.Schema.Shared.Validation;
using Microsoft.Extensions.Logging;

namespace Lintel.Schema.Shared;

/// <summary>Hands an operation to the engine, with everything that an execution of ours has with it.</summary>
internal sealed class DocumentExecution(
    IDocumentExecuter executer,
    DocumentLimits limits,
    CostListener charging,
    IServiceProvider services,
    ILogger<GraphQLEngine> log
)
{
    /// <summary>What is found by looking at the document and the view alone: the same at every request.</summary>
    private readonly IReadOnlyList<IValidationRule> _documentRules = DocumentRules.Telling(limits.Errors);

    /// <param name="run">The operation.</param>
    /// <param name="known">Its document; null: it could not be read, and the engine says why.</param>
    /// <param name="schema">What it is judged and run against.</param>
    /// <param name="isNew">The document itself is not known to be valid.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<ExecutionResult> RunAsync(OperationRun run, KnownDocument? known, ISchema schema, bool isNew, CancellationToken cancellationToken) =>
        executer.ExecuteAsync(options =>
        {
            options.Schema = schema;
            options.Document = known?.Document;
            options.Query = run.Request.Query;
            options.OperationName = run.Request.OperationName;
            options.Variables = run.Request.Variables;
            options.Extensions = run.Request.Extensions;
            options.UserContext = new ViewerContext(run.Viewer)
            {
                Document = known,
                Limit = run.Limit,
                Charge = run.Charge,
                Subscriber = run.Subscriber,
                Stretch = run.Stretch,
            };
            options.Listeners.Add(charging);
            options.RequestServices = services;
            options.CancellationToken = cancellationToken;
            options.ValidationRules = isNew ? [.. _documentRules, .. run.Rules] : run.Rules;
            options.CachedDocumentValidationRules = options.ValidationRules;
            options.UnhandledExceptionDelegate = OnFaultAsync;
        });

    private Task OnFaultAsync(GraphQL.Execution.UnhandledExceptionContext context)
    {
        // An error of ours says itself what it means; nothing broke.
        if (context.OriginalException is not ExecutionError)
        {
            var trace = (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToHexString();
            SchemaLog.OperationBroke(log, trace, context.OriginalException);
            context.ErrorMessage = $"Something broke on our side. Trace id: {trace}.";
        }

        return Task.CompletedTask;
    }
}
