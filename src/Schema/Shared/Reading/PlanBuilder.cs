using System.Globalization;
using System.Text;
using GraphQLParser.AST;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Shared.Reading;

/// <summary>
/// Turns a selection set over declared types into a plan: one statement a level with exactly the columns that are asked for
/// and may be seen, references joined, collections as child levels.
/// </summary>
internal sealed class PlanBuilder(PlanScope viewerScope, SelectionReader selections, CursorCipher cipher, AccessClass accessClass)
{
    /// <summary>A single row by its key, or null.</summary>
    public Level Single(EntityType type, IEnumerable<GraphQLSelectionSet> asked, Guid key)
    {
        var statement = new Statement(viewerScope.NewStatement(), type);
        var level = new Level { Parameters = statement.Scope.Parameters };
        level.RowTemplates.Add(Row(statement, level, type, asked, statement.Alias));
        level.Shape.Add(new GroupPart.SingleRow(0));
        statement.Where(
            $"{statement.Scope.Column(type, type.KeyProperty!, statement.Alias)} = {statement.Scope.Parameters.Add(key, System.Data.DbType.Guid)}", // only nodes are asked for by id
            statement.Scope.Rows.Visible(type, statement.Alias)
        );
        level.RowsSql = statement.Sql(orderBy: null, limit: 1);
        return level;
    }

    /// <summary>Rows by their keys: a group for each key, holding the row or nothing.</summary>
    public Level ByKeys(EntityType type, IEnumerable<GraphQLSelectionSet> asked)
    {
        var key = type.KeyProperty!; // only nodes are asked for by id
        var statement = new Statement(viewerScope.NewStatement(), type);
        var level = new Level { Parameters = statement.Scope.Parameters, IsChild = true };
        level.RowTemplates.Add(Row(statement, level, type, asked, statement.Alias));
        level.Shape.Add(new GroupPart.SingleRow(0));
        statement.Where(statement.Scope.Rows.Visible(type, statement.Alias));
        level.RowsSql = statement.ChildSql(key, statement.Scope.Column(type, key, statement.Alias));
        return level;
    }

    /// <summary>The root connection over all rows of a type the viewer may see.</summary>
    public Level Connection(EntityType type, SelectedField field, Func<string, object?> argument) =>
        Connection(type, field, PageArguments.Read(type, argument), parent: null);

    private Level Connection(EntityType type, SelectedField field, PageArguments page, CollectionDeclaration? parent)
    {
        var statement = new Statement(viewerScope.NewStatement(), type);
        var keyset = statement.OrderBy(page.Order, cipher, accessClass);
        var level = new Level
        {
            Parameters = statement.Scope.Parameters,
            IsChild = parent is not null,
            PageSize = page.Size,
            Backward = page.Backward,
            HasCursor = page.Cursor is not null,
        };
        var asked = new ConnectionSelection();
        WriteConnectionShape(statement, level, type, field, keyset, asked);
        Restrict(statement, type, page, parent);
        if (asked.Count)
        {
            level.CountSql = statement.CountSql(parent);
        }

        foreach (var figures in level.Aggregates)
        {
            figures.Sql = statement.AggregateSql(figures, parent);
        }

        if (asked.Rows)
        {
            if (page.Cursor is { } cursor)
            {
                statement.Where(keyset.Beyond(cursor, page.Backward, statement.Scope.Parameters));
            }

            if (asked.Cursors)
            {
                level.Keyset = keyset;
                foreach (var key in keyset.Keys)
                {
                    key.Ordinal = statement.Select(key.Sql);
                }
            }

            var orderBy = keyset.OrderBy(page.Backward);
            level.RowsSql = parent is null ? statement.Sql(orderBy, page.Size + 1) : statement.PagedChildSql(parent, orderBy, page.Size + 1);
        }

        return level;
    }

    /// <summary>All parts of a row, without paging.</summary>
    private Level Parts(EntityType type, SelectedField field, CollectionDeclaration parent)
    {
        var statement = new Statement(viewerScope.NewStatement(), type);
        var keyset = statement.OrderBy(
            [.. type.DefaultOrder.Select(one => ((FieldDeclaration)type.Find(one.Field)!, one.Descending))],
            cipher,
            accessClass
        ); // checked when the schema is built
        var level = new Level { Parameters = statement.Scope.Parameters, IsChild = true };
        level.RowTemplates.Add(Row(statement, level, type, field.Selections, statement.Alias));
        level.Shape.AddRange([Text("["), new GroupPart.Rows(0), Text("]")]);
        Restrict(statement, type, page: null, parent);
        level.RowsSql = statement.ChildSql(parent.ForeignKeyProperty, keyset.OrderBy(backward: false));
        return level;
    }

    private static void Restrict(Statement statement, EntityType type, PageArguments? page, CollectionDeclaration? parent)
    {
        // A part is seen with its parent, and the parent's statement has judged that already.
        var seenWithParent = parent is not null && string.Equals(type.Rows?.ParentKeyProperty, parent.ForeignKeyProperty, StringComparison.Ordinal);
        if (!seenWithParent)
        {
            statement.Where(statement.Scope.Rows.Visible(type, statement.Alias));
        }

        if (page?.Where is { } where)
        {
            statement.Where(new FilterSql(statement.Scope).Write(type, where, statement.Alias));
        }
    }

    private void WriteConnectionShape(
        Statement statement,
        Level level,
        EntityType type,
        SelectedField field,
        Keyset keyset,
        ConnectionSelection asked
    )
    {
        var shape = new ShapeWriter(level.Shape);
        foreach (var part in selections.Fields(field.Selections, type.Name + "Connection"))
        {
            shape.Name(part.ResponseKey);
            switch (part.Name)
            {
                case "__typename":
                    shape.Literal($"\"{type.Name}Connection\"");
                    break;
                case "nodes":
                    asked.Rows = true;
                    shape.Rows(level.RowTemplates.Count);
                    level.RowTemplates.Add(Row(statement, level, type, part.Selections, statement.Alias));
                    break;
                case "edges":
                    asked.Rows = true;
                    shape.Rows(level.RowTemplates.Count);
                    level.RowTemplates.Add(Edge(statement, level, type, part, keyset, asked));
                    break;
                case "totalCount":
                    asked.Count = true;
                    shape.Add(new GroupPart.TotalCount());
                    break;
                case "aggregate":
                    new AggregatePlan(selections, level, statement, type).Write(shape, part);
                    break;
                case "pageInfo":
                    asked.Rows = true;
                    WritePageInfo(shape, part, asked);
                    break;
            }
        }

        shape.End();
    }

    private void WritePageInfo(ShapeWriter outer, SelectedField pageInfo, ConnectionSelection asked)
    {
        var shape = outer.Nested();
        foreach (var part in selections.Fields(pageInfo.Selections, "PageInfo"))
        {
            shape.Name(part.ResponseKey);
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
                    asked.Cursors = true;
                    shape.Add(new GroupPart.StartCursor());
                    break;
                case "endCursor":
                    asked.Cursors = true;
                    shape.Add(new GroupPart.EndCursor());
                    break;
            }
        }

        shape.End();
    }

    private IReadOnlyList<RowPart> Edge(
        Statement statement,
        Level level,
        EntityType type,
        SelectedField edges,
        Keyset keyset,
        ConnectionSelection asked
    )
    {
        var parts = PartList.OfRow();
        parts.Literal("{");
        var first = true;
        foreach (var part in selections.Fields(edges.Selections, type.Name + "Edge"))
        {
            parts.Name(part.ResponseKey, first);
            first = false;
            switch (part.Name)
            {
                case "__typename":
                    parts.Literal($"\"{type.Name}Edge\"");
                    break;
                case "cursor":
                    asked.Cursors = true;
                    parts.Add(new CursorPart(keyset));
                    break;
                case "node":
                    foreach (var inner in Row(statement, level, type, part.Selections, statement.Alias))
                    {
                        parts.Add(inner);
                    }

                    break;
            }
        }

        parts.Literal("}");
        return parts.ToParts();
    }

    /// <summary>One object: every field asked for, as parts that write it.</summary>
    private IReadOnlyList<RowPart> Row(Statement statement, Level level, EntityType type, IEnumerable<GraphQLSelectionSet> asked, string alias)
    {
        var parts = PartList.OfRow();
        parts.Literal("{");
        var first = true;
        foreach (var field in selections.Fields(asked, type.Name, type.IsNode ? "Node" : type.Name))
        {
            parts.Name(field.ResponseKey, first);
            first = false;
            if (string.Equals(field.Name, "__typename", StringComparison.Ordinal))
            {
                parts.Literal($"\"{type.Name}\"");
                continue;
            }

            AddElement(statement, level, type, alias, field, parts);
        }

        parts.Literal("}");
        return parts.ToParts();
    }

    private void AddElement(Statement statement, Level level, EntityType type, string alias, SelectedField field, PartList<RowPart> parts)
    {
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
                var target = viewerScope.Graph.For(reference.Target);
                var joined = statement.Join(type, reference, target, alias);
                var presence = statement.Select(statement.Scope.Column(target, target.KeyProperty!, joined)); // references lead to nodes
                parts.Add(new ReferencePart(presence, Row(statement, level, target, field.Selections, joined)));
                break;
            case CollectionDeclaration collection:
                var element = viewerScope.Graph.For(collection.Target);
                var child = collection.IsConnection
                    ? Connection(element, field, PageArguments.Read(element, name => selections.Argument(field.Field, name)), collection)
                    : Parts(element, field, collection);
                level.Children.Add(child);
                var reach = statement.Scope.ElementReach(type, collection, alias);
                var key = statement.Scope.Column(type, type.KeyProperty!, alias); // collections hang on nodes
                parts.Add(
                    new HolePart(
                        child,
                        statement.Select(
                            string.Equals(reach, RowAccess.Everything, StringComparison.Ordinal) ? key : $"CASE WHEN {reach} THEN {key} END"
                        )
                    )
                );
                break;
            default:
                throw new InvalidOperationException($"{type.Name}.{field.Name} is not declared.");
        }
    }

    private static GroupPart.Literal Text(string json) => new(Encoding.UTF8.GetBytes(json));

    /// <summary>What of a connection was asked for.</summary>
    private sealed class ConnectionSelection
    {
        public bool Rows { get; set; }
        public bool Count { get; set; }
        public bool Cursors { get; set; }
    }
}
