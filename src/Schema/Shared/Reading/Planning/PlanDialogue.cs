namespace Lintel.Schema.Shared.Reading;

/// <summary>
/// One request being planned: answers the planner's questions and remembers them, in their order. What was not asked for, the plan does not
/// depend on.
/// </summary>
internal sealed class PlanDialogue(ReadInputs inputs)
{
    private readonly List<(PlanQuestion Question, object Answer)> _asked = [];

    public ReadInputs Inputs => inputs;
    public IReadOnlyList<(PlanQuestion Question, object Answer)> Asked => _asked;

    /// <summary>The value, be it in a variable: the plan will hold for this value only.</summary>
    public object? Value(object? given) => given is VariableValue open ? OrNull(Ask(new ValueQuestion(open))) : given;

    /// <summary>A variable's value, its scalars left open; <see cref="VariableValues.Absent"/> when it is not given.</summary>
    public object? Variable(string name)
    {
        Ask(new ShapeQuestion(name));
        var value = inputs.Variable(name);
        return ReferenceEquals(value, VariableValues.Absent) ? value : VariableValue.Opened(name, value);
    }

    /// <summary>The name of the type that an id is of; null: it is no id.</summary>
    public string? TypeOf(object? id) =>
        id is VariableValue open ? OrNull(Ask(new TypeQuestion(open))) as string
        : Nodes.GlobalId.TryDecode(id as string, out var type, out _) ? type
        : null;

    /// <summary>How many words a search has, be it in a variable.</summary>
    public int WordsOf(object? search) => search is VariableValue open ? (int)Ask(new WordsQuestion(open)) : SearchWords.Of(search).Count;

    /// <summary>For each sort key of a cursor's position, whether it is null.</summary>
    public IReadOnlyList<bool> NullsOf(object? cursor, CursorBinding binding) =>
        [
            .. (
                cursor is VariableValue open
                    ? (string)Ask(new PositionQuestion(open, binding))
                    : PositionQuestion.Nulls(inputs.PositionOf(cursor, binding))
            ).Select(key => key == 'n'),
        ];

    private object Ask(PlanQuestion question)
    {
        var answer = question.Answer(inputs);
        _asked.Add((question, answer));
        return answer;
    }

    private static object? OrNull(object answer) => answer is DBNull ? null : answer;
}
