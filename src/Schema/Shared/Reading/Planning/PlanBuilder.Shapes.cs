using System.Text;
using GraphQLParser.AST;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Shared.Reading;

/// <summary>How what was read is written: connections, their edges and pages, rows and what hangs on them.</summary>
internal sealed partial class PlanBuilder
{
    private void WriteConnectionShape(Draft draft, EntityType type, SelectedField field, Keyset keyset)
    {
        var level = draft.Level;
        var shape = new ShapeWriter(level.Shape);
        foreach (var part in selections.Fields(field.Selections, type.Name + "Connection"))
        {
            shape.Name(part.ResponseKey);
            level.GroupCost += selections.CostOf(part);
            switch (part.Name)
            {
                case "__typename":
                    shape.Literal($"\"{type.Name}Connection\"");
                    break;
                case "nodes":
                    draft.HasRows = true;
                    shape.Rows(level.RowTemplates.Count);
                    level.RowTemplates.Add(Row(draft, type, part.Selections, draft.Statement.Alias).With(selections.ItemCostOf(part)));
                    break;
                case "edges":
                    draft.HasRows = true;
                    shape.Rows(level.RowTemplates.Count);
                    level.RowTemplates.Add(Edge(draft, type, part, keyset).With(selections.ItemCostOf(part)));
                    break;
                case "totalCount":
                    draft.HasCount = true;
                    shape.Add(new GroupPart.TotalCount());
                    break;
                case "aggregate":
                    new AggregatePlan(selections, dialogue, level, draft.Statement, type).Write(shape, part);
                    break;
                case "pageInfo":
                    draft.HasRows = true;
                    WritePageInfo(shape, part, draft, keyset);
                    break;
            }
        }

        shape.End();
    }

    private void WritePageInfo(ShapeWriter outer, SelectedField pageInfo, Draft draft, Keyset keyset)
    {
        var shape = outer.Nested();
        foreach (var part in selections.Fields(pageInfo.Selections, "PageInfo"))
        {
            shape.Name(part.ResponseKey);
            draft.Level.GroupCost += selections.CostOf(part);
            switch (part.Name)
            {
                case "__typename":
                    shape.Literal("\"PageInfo\"");
                    break;
                case "hasNextPage":
                    shape.Add(new GroupPart.HasNextPage());
                    break;
                case "hasPreviousPage":
                    shape.Add(new GroupPart.HasPreviousPage());
                    break;
                case "startCursor":
                    ReadCursors(draft, keyset);
                    draft.Level.Keyset = keyset;
                    shape.Add(new GroupPart.StartCursor());
                    break;
                case "endCursor":
                    ReadCursors(draft, keyset);
                    draft.Level.Keyset = keyset;
                    shape.Add(new GroupPart.EndCursor());
                    break;
            }
        }

        shape.End();
    }

    private RowTemplate Edge(Draft draft, EntityType type, SelectedField edges, Keyset keyset)
    {
        var parts = PartList.OfRow();
        parts.Literal("{");
        var first = true;
        var cost = 0L;
        foreach (var part in selections.Fields(edges.Selections, type.Name + "Edge"))
        {
            cost += selections.CostOf(part);
            parts.Name(part.ResponseKey, first);
            first = false;
            switch (part.Name)
            {
                case "__typename":
                    parts.Literal($"\"{type.Name}Edge\"");
                    break;
                case "cursor":
                    ReadCursors(draft, keyset);
                    parts.Add(new CursorPart(keyset));
                    break;
                case "node":
                    var node = Row(draft, type, part.Selections, draft.Statement.Alias);
                    cost += node.Cost;
                    foreach (var inner in node.Parts)
                    {
                        parts.Add(inner);
                    }

                    break;
            }
        }

        parts.Literal("}");
        return new RowTemplate(parts.ToParts(), cost);
    }

    /// <summary>The sort keys are among the columns.</summary>
    private static void ReadCursors(Draft draft, Keyset keyset)
    {
        foreach (var key in keyset.Keys)
        {
            key.Ordinal = draft.Statement.Select(key.Sql);
        }
    }

    /// <summary>One object: every field asked for, as parts that write it.</summary>
    private RowTemplate Row(Draft draft, EntityType type, IEnumerable<GraphQLSelectionSet> asked, string alias)
    {
        var parts = PartList.OfRow();
        parts.Literal("{");
        var first = true;
        var cost = 0L;
        foreach (var field in selections.Fields(asked, type.IsNode ? [type.Name, "Node"] : [type.Name]))
        {
            parts.Name(field.ResponseKey, first);
            first = false;
            cost += selections.CostOf(field);
            if (string.Equals(field.Name, "__typename", StringComparison.Ordinal))
            {
                parts.Literal($"\"{type.Name}\"");
                continue;
            }

            AddElement(draft, type, alias, field, parts);
        }

        parts.Literal("}");
        return new RowTemplate(parts.ToParts(), cost);
    }

    private void AddElement(Draft draft, EntityType type, string alias, SelectedField field, PartList<RowPart> parts)
    {
        var statement = draft.Statement;
        switch (type.Find(field.Name))
        {
            case FieldDeclaration value:
                var visible = statement.Scope.Visible(type, value, alias);
                parts.Add(
                    new ValuePart(
                        visible.Kind,
                        statement.Select(visible.Sql),
                        visible.Masks,
                        visible.DecisionSql is { } decision ? statement.Select(decision) : null
                    )
                );
                break;
            case ReferenceDeclaration reference:
                var target = scope.Graph.For(reference.Target);
                var joined = statement.Join(type, reference, target, alias);
                var presence = statement.Select(statement.Scope.Column(target, target.KeyProperty!, joined)); // references lead to nodes
                parts.Add(new ReferencePart(presence, Row(draft, target, field.Selections, joined)));
                break;
            case CollectionDeclaration collection:
                var element = scope.Graph.For(collection.Target);
                var child = collection.IsConnection ? Connection(element, field, collection) : Parts(element, field, collection);
                var reach = statement.Scope.ElementReach(type, collection, alias);
                var key = statement.Scope.Column(type, type.KeyProperty!, alias); // collections hang on nodes
                var reached = string.Equals(reach, RowAccess.Everything, StringComparison.Ordinal) ? key : $"CASE WHEN {reach} THEN {key} END";
                draft.Children.Add((child, reached, alias));
                parts.Add(new HolePart(child.Level, statement.Select(reached)));
                break;
            default:
                throw new InvalidOperationException($"{type.Name}.{field.Name} is not declared.");
        }
    }

    private static GroupPart.Literal Text(string json) => new(Encoding.UTF8.GetBytes(json));
}
