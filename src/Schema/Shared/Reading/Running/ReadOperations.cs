using GraphQL;
using GraphQL.Transport;
using GraphQL.Types;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Schema.Shared.Costing;
using Lintel.Schema.Shared.Limits;
using Microsoft.Extensions.Logging;

namespace Lintel.Schema.Shared.Reading;

/// <summary>
/// Answers queries by their plans. A query that is known goes straight to its plan; any other is parsed, validated and judged by the
/// engine first, which then asks for a plan here, and its plan is known from then on.
/// </summary>
internal sealed class ReadOperations(OperationCosts costs, ReadMetrics metrics, ILogger<ReadOperations> log)
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
        var taken = 0L;
        try
        {
            if (known.PlansFor(viewer).Find(inputs) is not { } plan)
            {
                answer.Dispose();
                return null;
            }

            var price = known.Price.Of(variables);
            if (await costs.TakeAsync(viewer, price, cancellationToken) is not null)
            {
                // The engine says it, if it is still so.
                answer.Dispose();
                return null;
            }

            taken = price;
            var counted = await planner.RunAsync(plan, inputs, answer.Data, cancellationToken);
            answer.Cost = await costs.SettleAsync(viewer, price, counted, cancellationToken);
            metrics.Count(ReadMetrics.Known);
            return answer;
        }
        catch (ExecutionError)
        {
            // The engine says it in its place in the answer, and takes the price again.
            answer.Dispose();
            await costs.SettleAsync(viewer, taken, counted: 0, cancellationToken);
            return null;
        }
        catch (Exception broken)
        {
            answer.Dispose();
            // What took too long has cost what it was to; anything else is asked again the whole way.
            if (broken is not OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                await costs.SettleAsync(viewer, taken, counted: 0, cancellationToken);
            }

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
                var cost = await planner.RunAsync(plan, dialogue.Inputs, output, context.CancellationToken);
                known.PlansFor(caller.Viewer).Keep(dialogue, plan);
                metrics.Count(ReadMetrics.Planned);
                return new PlannedJson(output.Written.ToArray(), cost);
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
