using GraphQL.Types;
using GraphQLParser.AST;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Shared.Reading;

/// <summary>Plans an operation from its root, or one field of it: the fields say how they are read, this holds what they add.</summary>
internal sealed class OperationPlanner
{
    private readonly ISchema _schema;
    private readonly SelectionReader _selections;
    private readonly PlanBuilder _rows;
    private readonly List<GroupPart> _shape = [];
    private long _cost;

    public OperationPlanner(GraphQLDocument document, ISchema schema, PlanScope scope, PlanDialogue dialogue)
    {
        _schema = schema;
        Dialogue = dialogue;
        _selections = new SelectionReader(document, schema, dialogue);
        _rows = new PlanBuilder(scope, _selections, dialogue);
    }

    public PlanDialogue Dialogue { get; }

    /// <summary>The plan of a query; null when one of its fields has none.</summary>
    public OperationPlan? Operation(GraphQLOperationDefinition operation)
    {
        var shape = new ShapeWriter(_shape);
        return TryFields(_schema.Query.Name, [operation.SelectionSet], shape) ? _rows.Finish(_shape, _cost) : null;
    }

    /// <summary>The plan of one field. Its cost is that of its arguments and of what is selected of it.</summary>
    public OperationPlan Field(FieldPlan plan, SelectedField asked)
    {
        var shape = ShapeWriter.OfValue(_shape);
        plan(this, asked, shape);
        shape.Close();
        _cost += _selections.ArgumentCostOf(asked);
        return _rows.Finish(_shape, _cost);
    }

    /// <summary>An argument; what stands in variables is left open.</summary>
    public object? Argument(SelectedField asked, string name) => _selections.Argument(asked, name);

    /// <summary>A connection over all rows of a type.</summary>
    public void Connection(EntityType type, SelectedField asked, ShapeWriter shape) =>
        shape.Add(new GroupPart.Group(_rows.Connection(type, asked), static _ => Guid.Empty));

    /// <summary>One row by its key, or null.</summary>
    public void Single(EntityType type, SelectedField asked, Func<ReadInputs, Guid?> key, ShapeWriter shape) =>
        shape.Add(new GroupPart.Group(_rows.Single(type, asked.Selections, key), static _ => Guid.Empty));

    /// <summary>Rows by keys; each may then be put in any number of places.</summary>
    public Level ByKeys(EntityType type, SelectedField asked, Func<ReadInputs, IReadOnlyCollection<Guid>> keys) =>
        _rows.ByKeys(type, asked.Selections, keys);

    /// <summary>Counts the items of a list of objects that is no level, whatever is in them.</summary>
    public void CountItems(SelectedField asked, int items) => _cost += items * _selections.ItemCostOf(asked);

    /// <summary>An object whose fields say how they are read.</summary>
    public void Object(string typeName, SelectedField asked, ShapeWriter shape)
    {
        if (!TryFields(typeName, asked.Selections, shape.Nested()))
        {
            throw new InvalidOperationException($"{typeName} has a field that is not planned.");
        }
    }

    private bool TryFields(string typeName, IEnumerable<GraphQLSelectionSet> selections, ShapeWriter shape)
    {
        var type = (IComplexGraphType)_schema.AllTypes[typeName]!; // of this schema
        foreach (var field in _selections.Fields(selections, typeName))
        {
            shape.Name(field.ResponseKey);
            _cost += _selections.CostOf(field);
            if (string.Equals(field.Name, "__typename", StringComparison.Ordinal))
            {
                shape.Literal($"\"{typeName}\"");
            }
            else if (type.GetField(field.Field.Name.Value)?.Plan() is { } plan)
            {
                plan(this, field, shape);
            }
            else
            {
                return false;
            }
        }

        shape.End();
        return true;
    }
}
