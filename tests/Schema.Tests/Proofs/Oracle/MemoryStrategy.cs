using GraphQL;
using GraphQL.Execution;
using GraphQL.Resolvers;
using GraphQL.Types;
using GraphQLParser.AST;
using Lintel.Domain.Organisation;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Errors;
using Lintel.Schema.Shared.Nodes;

namespace Lintel.Schema.Tests.Proofs.Oracle;

/// <summary>
/// The engine's own way through an operation, field by field, over rows in memory: it collects, merges, skips, completes and propagates nulls;
/// what a field is comes from the declarations. A root field is refused for an argument anywhere below it, whether rows are there or not.
/// </summary>
internal sealed class MemoryStrategy(MemoryRows rows, CursorBook cursors) : ParallelExecutionStrategy
{
    protected override IFieldResolver SelectResolver(ExecutionNode node, GraphQL.Execution.ExecutionContext context) =>
        node.Field.Name.Value.Span.StartsWith("__", StringComparison.Ordinal)
            ? base.SelectResolver(node, context)
            : new FuncFieldResolver<object>(field => Resolve(field, context, base.SelectResolver(node, context)));

    private ValueTask<object?> Resolve(IResolveFieldContext field, GraphQL.Execution.ExecutionContext context, IFieldResolver otherwise)
    {
        var name = field.FieldDefinition.Name;
        switch (field.Source)
        {
            case MemoryRow row:
                return new(Element(row, field));
            case MemoryPage page:
                return new(Part(page, name));
            case MemoryEdge edge:
                return new(name == "cursor" ? edge.Cursor : edge.Row);
            case MemoryPageInfo info:
                return new(
                    name switch
                    {
                        "hasNextPage" => info.HasNextPage,
                        "hasPreviousPage" => info.HasPreviousPage,
                        "startCursor" => info.StartCursor,
                        _ => info.EndCursor,
                    }
                );
            case MemoryFigures figures:
                return new(Figure(figures, field, context));
            case MemoryFigure figure:
                return new(figure.Value(FieldOf(figure.Of.Type, name)));
            case MemoryKey key:
                return new(key.Group.KeyOf(FieldOf(key.Group.Type, name)));
            default:
                return Root(field, context, otherwise);
        }
    }

    private ValueTask<object?> Root(IResolveFieldContext field, GraphQL.Execution.ExecutionContext context, IFieldResolver otherwise)
    {
        var name = field.FieldDefinition.Name;
        var type = field.FieldDefinition.ResolvedType!.GetNamedType(); // initialised
        if (type.Name.EndsWith("Connection", StringComparison.Ordinal))
        {
            Check(context, field.FieldAst, field.FieldDefinition);
            var listed = TypeOf(type, "Connection");
            return new(new MemoryPage(rows, cursors, listed, rows.Seen(listed), field.Arguments));
        }

        if (name is "node" or "nodes")
        {
            return new(Nodes(field, context));
        }

        if (field.ParentType.Name != "Viewer" || type is not IObjectGraphType shown)
        {
            return otherwise.ResolveAsync(field);
        }

        CheckBelow(context, field.FieldAst, shown);
        var viewer = rows.Viewer;
        return new(
            name switch
            {
                "agent" => rows.Find(rows.Graph.For(typeof(Agent)), viewer.AgentId),
                "store" => rows.Find(rows.Graph.For(typeof(Office)), viewer.StoreId),
                "franchise" => rows.Find(rows.Graph.For(typeof(Office)), viewer.FranchiseId),
                _ => rows.Find(rows.Graph.For(typeof(Office)), viewer.BrandId),
            }
        );
    }

    private object? Nodes(IResolveFieldContext field, GraphQL.Execution.ExecutionContext context)
    {
        var isList = field.FieldDefinition.Name == "nodes";
        var ids = isList
            ? ((IEnumerable<object>)field.Arguments!["ids"].Value!).Cast<string>().ToList() // the argument is required
            : [(string)field.Arguments!["id"].Value!]; // as above
        var found = new List<MemoryRow?>();
        foreach (var id in ids)
        {
            GlobalId.TryDecode(id, out var name, out var key);
            var type = name is null ? null : rows.Graph.Named(name);
            if (type is not { IsNode: true })
            {
                throw new BadArgumentError("No id.");
            }

            if (context.Schema.AllTypes[type.Name] is IObjectGraphType shown)
            {
                CheckBelow(context, field.FieldAst, shown);
            }

            found.Add(rows.Find(type, key));
        }

        return isList ? found : found[0];
    }

    private object? Element(MemoryRow row, IResolveFieldContext field) =>
        row.Type.Find(field.FieldDefinition.Name) switch
        {
            FieldDeclaration value => rows.Shown(row, value),
            ReferenceDeclaration reference => rows.Follow(row, reference),
            CollectionDeclaration collection => rows.Children(row, collection) is not { } children ? null
            : collection.IsConnection ? new MemoryPage(rows, cursors, rows.Graph.For(collection.Target), children, field.Arguments)
            : Sorted(rows.Graph.For(collection.Target), children),
            _ => throw new InvalidOperationException($"{row.Type.Name}.{field.FieldDefinition.Name} is not declared."),
        };

    private IEnumerable<MemoryRow> Sorted(EntityType type, IReadOnlyList<MemoryRow> children)
    {
        var order = new MemoryOrder(rows, type, asked: null);
        return children.OrderBy(order.PositionOf, Comparer<object?[]>.Create(order.Compare));
    }

    private static object? Part(MemoryPage page, string name) =>
        name switch
        {
            "nodes" => page.Edges.Select(edge => edge.Row),
            "edges" => page.Edges,
            "pageInfo" => page.Info,
            "totalCount" => (long)page.List.Count,
            _ => new MemoryFigures(page.Rows, page.Type, page.List),
        };

    private object? Figure(MemoryFigures figures, IResolveFieldContext field, GraphQL.Execution.ExecutionContext context) =>
        field.FieldDefinition.Name switch
        {
            "count" => (long)figures.List.Count,
            "key" => new MemoryKey(figures),
            "groups" => figures
                .GroupsBy([.. KeysOf(context, field.FieldAst, field.FieldDefinition).Select(key => FieldOf(figures.Type, key))])
                .Take(MemoryPage.Value(field.Arguments, "first") as int? ?? 100),
            "percentile" => new MemoryFigure(figures, "percentile", Math.Round((decimal)(double)field.Arguments!["at"].Value!, 4)), // required
            var name => new MemoryFigure(figures, name, 0),
        };

    /// <summary>The fields selected under <c>key</c>, each once.</summary>
    private IEnumerable<string> KeysOf(GraphQL.Execution.ExecutionContext context, GraphQLField groups, FieldType definition) =>
        Below(context, groups, definition)
            .Where(one => one.Definition.Name == "key")
            .SelectMany(key => Below(context, key.Field, key.Definition))
            .Select(one => one.Definition.Name)
            .Where(name => name != "__typename")
            .Distinct();

    private IEnumerable<(GraphQLField Field, FieldType Definition)> Below(
        GraphQL.Execution.ExecutionContext context,
        GraphQLField field,
        FieldType definition
    ) => Below(context, field, (IGraphType)definition.ResolvedType!.GetNamedType()); // initialised

    private IEnumerable<(GraphQLField Field, FieldType Definition)> Below(
        GraphQL.Execution.ExecutionContext context,
        GraphQLField field,
        IGraphType type
    ) =>
        field.SelectionSet is { } selection && type is IObjectGraphType
            ? CollectFieldsFrom(context, type, selection, null)?.Values.Select(one => (one.field, one.fieldType)) ?? []
            : [];

    private void CheckBelow(GraphQL.Execution.ExecutionContext context, GraphQLField field, IGraphType type)
    {
        foreach (var (inner, definition) in Below(context, field, type))
        {
            Check(context, inner, definition);
        }
    }

    private void Check(GraphQL.Execution.ExecutionContext context, GraphQLField field, FieldType definition)
    {
        var type = definition.ResolvedType!.GetNamedType(); // initialised
        var arguments = context.ArgumentValues?.GetValueOrDefault(field);
        var isPage = type.Name.EndsWith("Connection", StringComparison.Ordinal);
        if (isPage)
        {
            MemoryPage.Check(arguments);
        }

        CheckBelow(context, field, type);
        // Where a page begins matters only if something of the page is asked for.
        if (isPage && Below(context, field, type).Any(part => part.Definition.Name is "nodes" or "edges" or "pageInfo"))
        {
            var listed = TypeOf(type, "Connection");
            MemoryPage.CheckCursor(cursors, new MemoryOrder(rows, listed, MemoryPage.Value(arguments, "order")), arguments);
        }
        else if (definition.Name == "groups" && !KeysOf(context, field, definition).Any())
        {
            throw new BadArgumentError("No key.");
        }
    }

    private EntityType TypeOf(INamedType type, string suffix) => rows.Graph.Named(type.Name[..^suffix.Length])!; // types of the graph are named so

    private static FieldDeclaration FieldOf(EntityType type, string name) => (FieldDeclaration)type.Find(name)!; // figures are of declared fields

    private sealed record MemoryKey(MemoryFigures Group);
}
