using GraphQL;
using GraphQLParser.AST;
using Lintel.Data;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Shared.Reading;

/// <summary>Answers a planned field: builds the plan for this viewer, runs it, hands the engine finished JSON.</summary>
internal sealed class ReadPlanner(PlanScopes scopes, AccessClasses classes, DatabaseDialect dialect, CursorCipher cipher, ViewerReads reads)
{
    public ValueTask<object?> ConnectionAsync(EntityType type, IResolveFieldContext context)
    {
        var selections = new SelectionReader(context);
        var field = new SelectedField(context.FieldAst.Name.StringValue, context.FieldAst, SelectionsOf(context));
        var plan = Builder(context, selections)
            .Connection(type, field, name => context.Arguments?.TryGetValue(name, out var value) == true ? value.Value : null);
        return RunAsync(plan, typeName: null, context);
    }

    public async ValueTask<object?> SingleAsync(EntityType type, IResolveFieldContext context, Guid? key)
    {
        if (key is not { } id)
        {
            return null;
        }

        var plan = Builder(context, new SelectionReader(context)).Single(type, SelectionsOf(context), id);
        var answer = (PlannedJson?)await RunAsync(plan, type.Name, context);
        return answer is { Utf8.Span: [(byte)'n', ..] } ? null : answer;
    }

    /// <summary>Rows of several types by their keys, as a JSON list in the order of the keys: one statement a type and level.</summary>
    public async Task<PlannedJson> ListAsync(IReadOnlyList<(EntityType Type, Guid Key)> keys, IResolveFieldContext context)
    {
        var runs = new Dictionary<EntityType, LevelRun>();
        await using var connection = await reads.OpenAsync(ViewerContext.Of(context.UserContext), context.CancellationToken);
        var runner = new PlanRunner(connection, dialect);
        foreach (var ofType in keys.GroupBy(key => key.Type, key => key.Key))
        {
            var plan = Builder(context, new SelectionReader(context)).ByKeys(ofType.Key, SelectionsOf(context));
            runs[ofType.Key] = await runner.RunAsync(plan, ofType.ToHashSet(), context.CancellationToken);
        }

        var json = new JsonBuffer();
        json.Write("["u8);
        for (var i = 0; i < keys.Count; i++)
        {
            json.Write(i == 0 ? ""u8 : ","u8);
            runs[keys[i].Type].WriteGroup(keys[i].Key, json);
        }

        json.Write("]"u8);
        return new PlannedJson(json.Written);
    }

    private static List<GraphQLSelectionSet> SelectionsOf(IResolveFieldContext context) =>
        context.FieldAst.SelectionSet is { } selections ? [selections] : [];

    private PlanBuilder Builder(IResolveFieldContext context, SelectionReader selections)
    {
        var viewer = ViewerContext.Of(context.UserContext);
        return new PlanBuilder(scopes.For(viewer), selections, cipher, classes.Of(viewer));
    }

    private async ValueTask<object?> RunAsync(Level plan, string? typeName, IResolveFieldContext context)
    {
        await using var connection = await reads.OpenAsync(ViewerContext.Of(context.UserContext), context.CancellationToken);
        var json = await new PlanRunner(connection, dialect).RunAsync(plan, context.CancellationToken);
        return new PlannedJson(json, typeName);
    }
}
