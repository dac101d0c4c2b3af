using System.Diagnostics;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Transport;
using GraphQL.Types;
using GraphQLParser.AST;
using Lintel.Domain;
using Lintel.Schema.Shared;
using Lintel.Schema.Shared.Errors;
using Lintel.Schema.Shared.Limits;
using Microsoft.Extensions.Logging;

namespace Lintel.Schema;

/// <summary>The one way in: a request and its viewer, to a result that any transport can write.</summary>
public sealed class GraphQLEngine(
    IDocumentExecuter executer,
    ISchema schema,
    DocumentLimits limits,
    IDocumentBuilder builder,
    IServiceProvider services,
    ILogger<GraphQLEngine> log
)
{
    /// <summary>
    /// Runs one operation. A subscription comes back with <see cref="ExecutionResult.Streams"/> set.
    /// <paramref name="readOnly"/> refuses mutations and subscriptions (HTTP GET).
    /// </summary>
    public async Task<ExecutionResult> ExecuteAsync(GraphQLRequest request, Viewer viewer, bool readOnly, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var document = _gate.Admit(request.Query, out var refusal);
        if (refusal is not null)
        {
            return new ExecutionResult { Errors = [refusal] };
        }

        var result = await executer.ExecuteAsync(options =>
        {
            options.Schema = schema;
            options.Document = document;
            options.Query = request.Query;
            options.OperationName = request.OperationName;
            options.Variables = request.Variables;
            options.Extensions = request.Extensions;
            options.UserContext = new ViewerContext(viewer);
            options.RequestServices = services;
            options.CancellationToken = cancellationToken;
            options.ValidationRules = readOnly ? ReadOnlyRules : Rules;
            options.CachedDocumentValidationRules = options.ValidationRules;
            options.UnhandledExceptionDelegate = context =>
            {
                var trace = (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToHexString();
                SchemaLog.OperationBroke(log, trace, context.OriginalException);
                context.ErrorMessage = $"Something broke on our side. Trace id: {trace}.";
                return Task.CompletedTask;
            };
        });
        if (!result.Executed && result.Errors is { } errors && errors.Count > limits.Errors)
        {
            result.Errors = [.. errors.Take(limits.Errors)];
        }

        return result;
    }

    private readonly DocumentGate _gate = new(limits, builder);

    private static readonly IReadOnlyList<GraphQL.Validation.IValidationRule> Rules =
    [
        .. GraphQL.Validation.DocumentValidator.CoreRules,
        new Shared.Access.AccessValidation(),
    ];

    private static readonly IReadOnlyList<GraphQL.Validation.IValidationRule> ReadOnlyRules = [.. Rules, new OnlyQueries()];

    /// <summary>Refuses anything but a query.</summary>
    private sealed class OnlyQueries : GraphQL.Validation.ValidationRuleBase
    {
        public override ValueTask<GraphQL.Validation.INodeVisitor?> GetPreNodeVisitorAsync(GraphQL.Validation.ValidationContext context)
        {
            if (context.Operation.Operation != OperationType.Query)
            {
                context.ReportError(new QueryOnlyError(context.Document, context.Operation));
            }

            return default;
        }
    }
}
