using GraphQL;
using GraphQL.Transport;
using GraphQL.Types;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Schema.Shared.Limits;
using Microsoft.Extensions.Logging;

namespace Lintel.Schema.Shared.Reading;

/// <summary>
/// Answers queries by their plans. A query that is known goes straight to its plan; any other is parsed, validated and judged by the
/// engine first, which then asks for a plan here, and its plan is known from then on.
/// </summary>
internal sealed class ReadOperations(ReadMetrics metrics, ILogger<ReadOperations> log)
{
    /// <summary>Answers a query whose plan is known; null: the engine has to look at it.</summary>
    /// <exception cref="ViewerChangedException">The viewer is not what it was remembered as.</exception>
    public async Task<PlannedAnswer?> AnswerAsync(
        KnownDocument known,
        GraphQLRequest request,
        ISchema view,
        Viewer viewer,
        CancellationToken cancellationToken
    )
    {
        if (view.Planner() is not { } planner || await known.VariablesAsync(request.Variables, cancellationToken) is not { } variables)
        {
            return null;
        }

        var inputs = planner.InputsOf(viewer, variables);
        var answer = new PlannedAnswer();
        try
        {
            if (known.PlansFor(viewer).Find(inputs) is not { } plan)
            {
                answer.Dispose();
                return null;
            }

            await planner.RunAsync(plan, inputs, answer.Data, cancellationToken);
            metrics.Count(ReadMetrics.Known);
            return answer;
        }
        catch (ExecutionError)
        {
            // The engine says it in its place in the answer.
            answer.Dispose();
            return null;
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    /// <summary>The answer of a query that the engine found valid; null: no plan answers it, the engine has to run it.</summary>
    public async Task<PlannedJson?> RunAsync(GraphQL.Execution.ExecutionContext context)
    {
        if (context.UserContext is not ViewerContext { Document: { } known } caller || context.Schema.Planner() is not { } planner)
        {
            return null;
        }

        var dialogue = new PlanDialogue(planner.InputsOf(caller.Viewer, VariableValues.Of(context.Variables)));
        try
        {
            if (planner.Plan(context.Document, context.Operation, context.Schema, dialogue) is { } plan)
            {
                using var output = new JsonBuffer();
                await planner.RunAsync(plan, dialogue.Inputs, output, context.CancellationToken);
                known.PlansFor(caller.Viewer).Keep(dialogue, plan);
                metrics.Count(ReadMetrics.Planned);
                return new PlannedJson(output.Written.ToArray());
            }

            metrics.Count(ReadMetrics.Engine);
        }
        catch (ExecutionError)
        {
            metrics.Count(ReadMetrics.Refused);
        }
        catch (Exception broken) when (!context.CancellationToken.IsCancellationRequested)
        {
            // Field by field only the part that breaks is missing from the answer.
            metrics.Count(ReadMetrics.Broken);
            SchemaLog.PlanBroke(log, broken);
        }

        return null;
    }
}
