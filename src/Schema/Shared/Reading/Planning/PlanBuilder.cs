using GraphQLParser.AST;
using Lintel.Data;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Shared.Reading;

/// <summary>
/// Turns selection sets over declared types into a plan: one statement a level with exactly the columns that are asked for
/// and may be seen, references joined, collections as child levels.
/// </summary>
internal sealed partial class PlanBuilder(PlanScope scope, SelectionReader selections, PlanDialogue dialogue)
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
        draft.Statement.Key = new RowKey(KeyOf(draft, type), scope.Parameters.Add(inputs => key(inputs), System.Data.DbType.Guid));
        draft.Statement.Where(draft.Statement.Scope.Rows.Visible(type, draft.Statement.Alias));
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
    public OperationPlan Finish(IReadOnlyList<GroupPart> shape, long cost)
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
            Cost = cost,
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
            var sql = Bind(statement.RowsSql(level.Backward, level.PageSize + 1, parents, epoch)) with { ShowsEpoch = epoch is not null };
            statements.Add(new(statement.Key is { } key ? sql with { ByKeys = ByKeys(statement, key, sql, epoch) } : sql, level, LevelRead.Rows));
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

    /// <summary>The statement of a single row, so written that others' rows can be read with it.</summary>
    private ReadByKeys ByKeys(Statement statement, RowKey key, PlannedSql sql, string? epoch) =>
        new(Bind(statement.RowsByKeysSql(epoch)).Text, Array.FindIndex(sql.Parameters, parameter => parameter.Name == key.Parameter));

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
        draft.Level.RowTemplates.Add(Row(draft, type, field.Selections, draft.Statement.Alias).With(selections.ItemCostOf(field)));
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

    /// <summary>A level whose statements are not written yet: what stands in them depends on what else is asked for.</summary>
    private sealed class Draft(Level level, Statement statement)
    {
        public Level Level => level;
        public Statement Statement => statement;
        public bool HasRows { get; set; }
        public bool HasCount { get; set; }

        /// <summary>The levels below, each with the key its rows hang on and the row that has this key.</summary>
        public List<(Draft Child, string Key, string Alias)> Children { get; } = [];
    }
}
