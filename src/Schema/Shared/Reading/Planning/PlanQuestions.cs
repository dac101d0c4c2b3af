using System.Collections;
using System.Text;
using Lintel.Schema.Shared.Nodes;

namespace Lintel.Schema.Shared.Reading;

/// <summary>
/// Something that a plan depends on and that only a request can tell. Whoever asks the same document the same questions and gets the same
/// answers needs the same plan.
/// </summary>
internal abstract record PlanQuestion
{
    /// <summary>The answer for a request; answers are compared by their equality.</summary>
    public abstract object Answer(ReadInputs inputs);

    protected static object OrNull(object? value) => value ?? DBNull.Value;
}

/// <summary>Which members and items a variable has, and which of them are null.</summary>
internal sealed record ShapeQuestion(string Variable) : PlanQuestion
{
    private const string Scalar = "v";
    private const string Null = "n";
    private const string NotGiven = "-";

    public override object Answer(ReadInputs inputs)
    {
        switch (inputs.Variable(Variable))
        {
            case null:
                return Null;
            case IDictionary<string, object?> or IList:
                var shape = new StringBuilder();
                Write(inputs.Variable(Variable), shape);
                return shape.ToString();
            case var value:
                return ReferenceEquals(value, VariableValues.Absent) ? NotGiven : Scalar;
        }
    }

    private static void Write(object? value, StringBuilder shape)
    {
        switch (value)
        {
            case null:
                shape.Append('n');
                break;
            case IDictionary<string, object?> input:
                shape.Append('{');
                foreach (var (name, inner) in input)
                {
                    shape.Append(name).Append(':');
                    Write(inner, shape);
                }

                shape.Append('}');
                break;
            case IList list:
                shape.Append('[');
                foreach (var item in list)
                {
                    Write(item, shape);
                }

                shape.Append(']');
                break;
            default:
                shape.Append('v');
                break;
        }
    }
}

/// <summary>What a value is, where the plan depends on it: a page size, a direction, a condition of a directive.</summary>
internal sealed record ValueQuestion(VariableValue Value) : PlanQuestion
{
    public override object Answer(ReadInputs inputs) => OrNull(Value.Of(inputs));
}

/// <summary>Which type an id is of.</summary>
internal sealed record TypeQuestion(VariableValue Id) : PlanQuestion
{
    public override object Answer(ReadInputs inputs) => OrNull(GlobalId.TryDecode(Id.Of(inputs) as string, out var type, out _) ? type : null);
}

/// <summary>Which sort keys of a cursor's position are null.</summary>
internal sealed record PositionQuestion(VariableValue Cursor, CursorBinding Binding) : PlanQuestion
{
    public override object Answer(ReadInputs inputs) => Nulls(inputs.PositionOf(Cursor, Binding));

    public static string Nulls(object?[] position) => string.Concat(position.Select(key => key is null ? 'n' : 'v'));
}

/// <summary>How many words a search has.</summary>
internal sealed record WordsQuestion(VariableValue Search) : PlanQuestion
{
    public override object Answer(ReadInputs inputs) => SearchWords.Of(Search.Of(inputs)).Count;
}
