using Lintel.Domain;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Errors;

namespace Lintel.Schema.Shared.Reading;

/// <summary>
/// Plans <c>aggregate</c> of a connection. A figure is computed over what the viewer sees clear: a value out of scope or behind
/// a mask is missing here too, so no figure can find out what a selection would not show.
/// </summary>
internal sealed class AggregatePlan(SelectionReader selections, PlanDialogue dialogue, Level level, Statement statement, EntityType type)
{
    [Limit("groups", "The groups of an aggregate.")]
    public const int MostGroups = 100;

    /// <summary>Points of the figures that are being planned.</summary>
    private long _cost;

    public void Write(ShapeWriter outer, SelectedField aggregate)
    {
        var shape = outer.Nested();
        AggregateRead? overall = null;
        foreach (var part in selections.Fields(aggregate.Selections, type.Name + "Aggregate"))
        {
            shape.Name(part.ResponseKey);
            level.GroupCost += selections.CostOf(part);
            switch (part.Name)
            {
                case "__typename":
                    shape.Literal($"\"{type.Name}Aggregate\"");
                    break;
                case "groups":
                    var groups = Read(new AggregateRead { MostGroups = MostOf(part) });
                    shape.Literal("[");
                    _cost = selections.ItemCostOf(part);
                    shape.Add(Segment(groups, Group(groups, part)));
                    groups.GroupCost = _cost;
                    shape.Literal("]");
                    break;
                default:
                    overall ??= Read(new AggregateRead());
                    var parts = PartList.OfFigure();
                    _cost = 0;
                    AddFigure(parts, overall, part);
                    level.GroupCost += _cost;
                    shape.Add(Segment(overall, parts.ToParts()));
                    break;
            }
        }

        shape.End();
    }

    private AggregateRead Read(AggregateRead read)
    {
        level.Aggregates.Add(read);
        return read;
    }

    private static GroupPart.Figures Segment(AggregateRead read, IReadOnlyList<FigurePart> parts)
    {
        read.Segments.Add(parts);
        return new GroupPart.Figures(read, read.Segments.Count - 1);
    }

    private IReadOnlyList<FigurePart> Group(AggregateRead read, SelectedField groups)
    {
        var parts = PartList.OfFigure();
        var keys = 0;
        AddObject(
            parts,
            groups,
            type.Name + "Group",
            part =>
            {
                if (string.Equals(part.Name, "key", StringComparison.Ordinal))
                {
                    keys += AddFields(parts, part, "GroupKey", (field, sql) => new ValueFigure(field.Kind, read.Key(sql)));
                }
                else
                {
                    AddFigure(parts, read, part);
                }
            }
        );
        return keys > 0 ? parts.ToParts() : throw new BadArgumentError("Select at least one field under key: it says what to group by.");
    }

    private void AddFigure(PartList<FigurePart> parts, AggregateRead read, SelectedField figure)
    {
        switch (figure.Name)
        {
            case "count":
                parts.Add(new CountFigure(read.Count()));
                break;
            case "sum":
                AddFields(parts, figure, "Sum", (field, sql) => new ValueFigure(field.Kind, read.Sum(sql)));
                break;
            case "avg":
                AddFields(parts, figure, "Avg", (field, sql) => new MeanFigure(field.Kind, read.Sum(sql), read.CountOf(sql)));
                break;
            case "min":
                AddFields(parts, figure, "Values", (field, sql) => new ValueFigure(field.Kind, read.Min(sql)));
                break;
            case "max":
                AddFields(parts, figure, "Values", (field, sql) => new ValueFigure(field.Kind, read.Max(sql)));
                break;
            case "percentile":
                var share = ShareOf(figure);
                AddFields(parts, figure, "Values", (field, sql) => new ValueFigure(field.Kind, read.Percentile(sql, share)));
                break;
            default:
                throw new InvalidOperationException($"{type.Name}Aggregate.{figure.Name} is not planned.");
        }
    }

    /// <summary>An object with one figure per declared field; returns how many there are.</summary>
    private int AddFields(PartList<FigurePart> parts, SelectedField figure, string suffix, Func<FieldDeclaration, string, FigurePart> make)
    {
        var count = 0;
        AddObject(
            parts,
            figure,
            type.Name + suffix,
            part =>
            {
                var field =
                    type.Find(part.Name) as FieldDeclaration ?? throw new InvalidOperationException($"{type.Name}.{part.Name} is not declared.");
                parts.Add(make(field, statement.Scope.Visible(type, field, statement.Alias).ComparableSql));
                count++;
            }
        );
        return count;
    }

    private void AddObject(PartList<FigurePart> parts, SelectedField asked, string typeName, Action<SelectedField> add)
    {
        parts.Literal("{");
        var first = true;
        foreach (var part in selections.Fields(asked.Selections, typeName))
        {
            parts.Name(part.ResponseKey, first);
            first = false;
            _cost += selections.CostOf(part);
            if (string.Equals(part.Name, "__typename", StringComparison.Ordinal))
            {
                parts.Literal($"\"{typeName}\"");
            }
            else
            {
                add(part);
            }
        }

        parts.Literal("}");
    }

    private int MostOf(SelectedField groups) =>
        (int?)dialogue.Value(selections.Argument(groups, "first")) switch
        {
            null => MostGroups,
            >= 1 and <= MostGroups and { } most => most,
            _ => throw new BadArgumentError($"Ask for 1 to {MostGroups} groups."),
        };

    private int ShareOf(SelectedField percentile) =>
        dialogue.Value(selections.Argument(percentile, "at")) is double and >= 0 and <= 1 and var share
            ? (int)Math.Round(share * 10_000)
            : throw new BadArgumentError("A percentile is asked for at a share from 0 to 1.");
}
