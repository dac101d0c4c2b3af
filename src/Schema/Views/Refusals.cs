using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;
using Lintel.Data;
using Lintel.Schema.Shared;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Errors;
using Lintel.Schema.Shared.Limits;
using Lintel.Schema.Shared.Telemetry;
using Lintel.Schema.Shared.Validation;

namespace Lintel.Schema.Views;

/// <summary>What a viewer is told of the errors of an operation.</summary>
internal sealed class Refusals(DocumentExecution execution, DocumentLimits limits, DenialLog denials)
{
    /// <summary>The result with the errors that its viewer may be told.</summary>
    public async Task<ExecutionResult> ToldAsync(
        ExecutionResult result,
        ExecutionErrors errors,
        OperationRun run,
        GraphQLDocument? document,
        ISchema whole,
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
            return new ExecutionResult { Errors = Told(await RefusalAsync(run, document, whole, errors, cancellationToken)) };
        }

        result.Errors = result.Executed ? errors : Told(errors);
        return result;
    }

    /// <summary>
    /// Nobody learns whether a name is hidden or does not exist, but for those who may see the graph as any role has it: they
    /// are told what their role has no grant for, and get the engine's own word on what does not exist. The audit log knows.
    /// </summary>
    private async Task<ExecutionErrors> RefusalAsync(
        OperationRun run,
        GraphQLDocument? document,
        ISchema whole,
        ExecutionErrors errors,
        CancellationToken cancellationToken
    )
    {
        var viewer = run.Viewer;
        var judged = await execution.RunAsync(
            new OperationRun(run.Request, viewer, RequestRules.Judging),
            document is null ? null : new KnownDocument(document, whole),
            whole,
            isNew: true,
            cancellationToken
        );
        var denied = judged.Errors?.OfType<AccessDeniedError>().ToList() ?? [];
        if (run.IsSent && denied.Count > 0)
        {
            OperationTelemetry.CountRefused(viewer);
            denials.Note(viewer, [.. denied.Select(error => error.Coordinate).Distinct(StringComparer.Ordinal)]);
        }

        return !PolicyAccess.OfAnyRole.Allows(viewer) ? ViewErrors.Refusal(errors, viewer)
            : denied.Count > 0 ? [.. denied]
            : errors;
    }

    private ExecutionErrors Told(ExecutionErrors errors) => errors.Count > limits.Errors ? [.. errors.Take(limits.Errors)] : errors;
}
