using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;
using Lintel.Data;
using Lintel.Domain;

namespace Lintel.Schema.Shared.Reading;

/// <summary>Makes plans over the declarations of one schema, and runs them.</summary>
internal sealed class ReadPlanner(PlanScopes scopes, ViewerReads reads)
{
    public ReadInputs InputsOf(Viewer viewer, VariableValues variables) => scopes.InputsOf(viewer, variables);

    /// <summary>The plan of a query that was found valid; null when one of its fields has none.</summary>
    public OperationPlan? Plan(GraphQLDocument document, GraphQLOperationDefinition operation, ISchema schema, PlanDialogue dialogue) =>
        new OperationPlanner(document, schema, scopes.For(dialogue.Inputs.Viewer), dialogue).Operation(operation);

    /// <summary>Writes the answer of a plan: whole, or not at all. Returns the points of what was written.</summary>
    public async Task<long> RunAsync(OperationPlan plan, ReadInputs inputs, JsonBuffer output, CancellationToken cancellationToken)
    {
        using var run = new ReadRun(plan, inputs);
        if (plan.Statements.Count > 0 || inputs.Viewer.AccessEpoch is not null)
        {
            var statements = new ReadStatement[plan.Statements.Count];
            for (var i = 0; i < statements.Length; i++)
            {
                statements[i] = plan.Statements[i].Sql.With(inputs);
            }

            await reads.ReadAsync(inputs.Viewer, statements, run.Add, cancellationToken);
        }

        run.Write(output);
        return run.Cost;
    }

    /// <summary>Answers one field of an operation that the engine runs.</summary>
    public async ValueTask<object?> FieldAsync(FieldPlan field, IResolveFieldContext context)
    {
        var viewer = ViewerContext.Of(context.UserContext);
        var dialogue = new PlanDialogue(InputsOf(viewer, VariableValues.Of(context.Variables)));
        var asked = new SelectedField(
            context.FieldAst.Name.StringValue,
            context.ParentType.Name,
            context.FieldAst,
            context.FieldAst.SelectionSet is { } selections ? [selections] : []
        );
        var plan = new OperationPlanner(context.Document, context.Schema, scopes.For(viewer), dialogue).Field(field, asked);
        using var output = new JsonBuffer();
        var cost = await RunAsync(plan, dialogue.Inputs, output, context.CancellationToken);
        return output.Written.Span.SequenceEqual("null"u8) ? null : new PlannedJson(output.Written.ToArray(), cost);
    }
}
