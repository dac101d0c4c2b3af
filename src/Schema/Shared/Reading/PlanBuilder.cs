using System.Text;
using GraphQLParser.AST;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Shared.Reading;

/// <summary>
/// Turns selection sets over declared types into a plan: one statement a level with exactly the columns that are asked for
/// and may be seen, references joined, collections as child levels.
/// </summary>
internal sealed class PlanBuilder(PlanScope scope, SelectionReader selections, PlanDialogue dialogue)
{
    private readonly List<Draft> _roots = [];
    private readonly List<Level> _levels = [];

    /// <summary>A single row by its key, or null.</summary>
    /// <param name="type">Of which type.</param>
    /// <param name="asked">What is asked of it.</param>
    /// <param name="key">Its key; null: there is none.</param>
    public Level Single(EntityType type, IEnumerable<GraphQLSelectionSet> asked, Func<ReadInputs, Guid?> key)
    {
        var draft = NewDraft(type, parent: null);
        AddRow(draft, type, asked);
        draft.Statement.Where(
            $"{KeyOf(draft, type)} = {scope.Parameters.Add(inputs => key(inputs), System.Data.DbType.Guid)}",
            draft.Statement.Scope.Rows.Visible(type, draft.Statement.Alias)
        );
        draft.IsOneRow = true;
        _roots.Add(draft);
        return draft.Level;
    }

    /// <summary>Rows by their keys: a group for each key, holding the row or nothing.</summary>
    public Level ByKeys(EntityType type, IEnumerable<GraphQLSelectionSet> asked, Func<ReadInputs, IReadOnlyCollection<Guid>> keys)
    {
        var draft = new Draft(new Level(_levels.Count, isChild: true), new Statement(scope.NewStatement(), type));
        _levels.Add(draft.Level);
        AddRow(draft, type, asked);
        var key = KeyOf(draft, type);
        draft.Statement.Where(
            scope.Dialect.KeyIn(key, scope.Parameters.Add(inputs => scope.Dialect.Keys(keys(inputs)))),
            draft.Statement.Scope.Rows.Visible(type, draft.Statement.Alias)
        );
        draft.Level.ParentKeyOrdinal = draft.Statement.Select(key);
        _roots.Add(draft);
        return draft.Level;
    }

    /// <summary>The root connection over all rows of a type the viewer may see.</summary>
    public Level Connection(EntityType type, SelectedField field)
    {
        var draft = Connection(type, field, parent: null);
        _roots.Add(draft);
        return draft.Level;
    }

    /// <summary>The plan of everything that was built, given how the answer around it is written.</summary>
    public OperationPlan Finish(IReadOnlyList<GroupPart> shape)
    {
        var statements = new List<PlannedStatement>();
        foreach (var root in _roots)
        {
            Write(root, parents: null, statements);
        }

        return new OperationPlan
        {
            Levels = _levels,
            Statements = statements,
            Shape = shape,
        };
    }

    /// <summary>The statements of a level, then those below it.</summary>
    private void Write(Draft draft, string? parents, List<PlannedStatement> statements)
    {
        var (level, statement) = (draft.Level, draft.Statement);
        if (draft.HasRows)
        {
            if (parents is not null)
            {
                level.ParentKeyOrdinal = statement.ParentKeyOrdinal;
            }

            var epoch = EpochFor(statements);
            var sql = Bind(statement.RowsSql(level.Backward, level.PageSize + 1, parents, epoch)) with
            {
                ShowsEpoch = epoch is not null,
                ReadsOneRow = draft.IsOneRow,
            };
            statements.Add(new(sql, level, LevelRead.Rows));
        }

        if (draft.HasCount)
        {
            var epoch = EpochFor(statements);
            statements.Add(new(Bind(statement.CountSql(parents, epoch)) with { ShowsEpoch = epoch is not null }, level, LevelRead.Count));
        }

        foreach (var figures in level.Aggregates)
        {
            statements.Add(new(Bind(statement.AggregateSql(figures, parents)), level, LevelRead.Figures, figures));
        }

        foreach (var (child, key, alias) in draft.Children)
        {
            Write(child, statement.KeysSql(key, alias, level.Backward, level.PageSize, parents), statements);
        }
    }

    /// <summary>The first statement tells whether the viewer is still the one it is read for.</summary>
    private string? EpochFor(List<PlannedStatement> statements) => statements.Count == 0 ? scope.Tables.EpochColumn(scope.Viewer) : null;

    private PlannedSql Bind(string sql) => scope.Parameters.Bind(sql);

    private Draft NewDraft(EntityType type, CollectionDeclaration? parent)
    {
        var statement = new Statement(scope.NewStatement(), type);
        statement.ForeignKey = parent is null ? null : statement.Scope.Column(type, parent.ForeignKeyProperty, statement.Alias);
        var draft = new Draft(new Level(_levels.Count, parent is not null), statement);
        _levels.Add(draft.Level);
        return draft;
    }

    private static string KeyOf(Draft draft, EntityType type) => draft.Statement.Scope.Column(type, type.KeyProperty!, draft.Statement.Alias); // only nodes are asked for by key

    private void AddRow(Draft draft, EntityType type, IEnumerable<GraphQLSelectionSet> asked)
    {
        draft.HasRows = true;
        draft.Level.RowTemplates.Add(Row(draft, type, asked, draft.Statement.Alias));
        draft.Level.Shape.Add(new GroupPart.SingleRow(0));
    }

    private Draft Connection(EntityType type, SelectedField field, CollectionDeclaration? parent)
    {
        var page = PageArguments.Read(type, name => selections.Argument(field, name), dialogue);
        var draft = NewDraft(type, parent);
        var keyset = draft.Statement.OrderBy(page.Order);
        draft.Level.PageSize = page.Size;
        draft.Level.Backward = page.Backward;
        draft.Level.HasCursor = page.Cursor is not null;
        WriteConnectionShape(draft, type, field, keyset);
        var isSearched = Restrict(draft.Statement, type, page, parent);
        if (draft.HasRows && parent is null && !isSearched && keyset.HasParts(draft.Statement.IsPlain))
        {
            draft.Statement.Parts = keyset.Parts(page.Cursor, page.Backward, dialogue, scope.Parameters);
        }
        else if (draft.HasRows && page.Cursor is { } cursor)
        {
            draft.Statement.Beginning = keyset.Beyond(cursor, page.Backward, dialogue, scope.Parameters);
        }

        return draft;
    }

    /// <summary>All parts of a row, without paging.</summary>
    private Draft Parts(EntityType type, SelectedField field, CollectionDeclaration parent)
    {
        var draft = NewDraft(type, parent);
        draft.HasRows = true;
        draft.Statement.OrderBy([.. type.DefaultOrder.Select(one => ((FieldDeclaration)type.Find(one.Field)!, one.Descending))]); // checked when the schema is built
        draft.Level.RowTemplates.Add(Row(draft, type, field.Selections, draft.Statement.Alias));
        draft.Level.Shape.AddRange([Text("["), new GroupPart.Rows(0), Text("]")]);
        Restrict(draft.Statement, type, page: null, parent);
        return draft;
    }

    /// <summary>Says which rows these are; true when they are searched for: what finds them is asked once, so they are not read in parts.</summary>
    private bool Restrict(Statement statement, EntityType type, PageArguments? page, CollectionDeclaration? parent)
    {
        // A part is seen with its parent, and the parent's statement has judged that already.
        var seenWithParent = parent is not null && string.Equals(type.Rows?.ParentKeyProperty, parent.ForeignKeyProperty, StringComparison.Ordinal);
        if (!seenWithParent)
        {
            statement.Where(statement.Scope.Rows.Visible(type, statement.Alias));
        }

        if (page?.Where is { } where)
        {
            statement.Where(new FilterSql(statement.Scope, dialogue).Write(type, where, statement.Alias));
        }

        var found = new SearchSql(statement.Scope, dialogue).Write(type, page?.Search, statement.Alias);
        statement.Where(found);
        return !string.Equals(found, RowAccess.Everything, StringComparison.Ordinal);
    }

    private void WriteConnectionShape(Draft draft, EntityType type, SelectedField field, Keyset keyset)
    {
        var level = draft.Level;
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
                    draft.HasRows = true;
                    shape.Rows(level.RowTemplates.Count);
                    level.RowTemplates.Add(Row(draft, type, part.Selections, draft.Statement.Alias));
                    break;
                case "edges":
                    draft.HasRows = true;
                    shape.Rows(level.RowTemplates.Count);
                    level.RowTemplates.Add(Edge(draft, type, part, keyset));
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

    private RowPart[] Edge(Draft draft, EntityType type, SelectedField edges, Keyset keyset)
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
                    ReadCursors(draft, keyset);
                    parts.Add(new CursorPart(keyset));
                    break;
                case "node":
                    foreach (var inner in Row(draft, type, part.Selections, draft.Statement.Alias))
                    {
                        parts.Add(inner);
                    }

                    break;
            }
        }

        parts.Literal("}");
        return parts.ToParts();
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
    private RowPart[] Row(Draft draft, EntityType type, IEnumerable<GraphQLSelectionSet> asked, string alias)
    {
        var parts = PartList.OfRow();
        parts.Literal("{");
        var first = true;
        foreach (var field in selections.Fields(asked, type.IsNode ? [type.Name, "Node"] : [type.Name]))
        {
            parts.Name(field.ResponseKey, first);
            first = false;
            if (string.Equals(field.Name, "__typename", StringComparison.Ordinal))
            {
                parts.Literal($"\"{type.Name}\"");
                continue;
            }

            AddElement(draft, type, alias, field, parts);
        }

        parts.Literal("}");
        return parts.ToParts();
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

    /// <summary>A level whose statements are not written yet: what stands in them depends on what else is asked for.</summary>
    private sealed class Draft(Level level, Statement statement)
    {
        public Level Level => level;
        public Statement Statement => statement;
        public bool HasRows { get; set; }
        public bool HasCount { get; set; }

        /// <summary>There is one row at most.</summary>
        public bool IsOneRow { get; set; }

        /// <summary>The levels below, each with the key its rows hang on and the row that has this key.</summary>
        public List<(Draft Child, string Key, string Alias)> Children { get; } = [];
    }
}
