using Lintel.Domain;

namespace Lintel.Schema.Shared.Reading;

/// <summary>
/// What a plan is run with and does not hold: whose request it is, the instant, the values of the variables, coerced and with their defaults.
/// </summary>
internal sealed class ReadInputs(Viewer viewer, DateTimeOffset now, VariableValues variables, AccessClasses classes, CursorCipher cursors)
{
    private readonly Dictionary<(string Cursor, string Binding), object?[]> _positions = [];

    public Viewer Viewer => viewer;
    public DateTimeOffset Now => now;

    /// <summary>The access class of the viewer, as text.</summary>
    public string AccessClass => field ??= classes.Of(viewer).ToString();

    /// <summary>The value of a variable; <see cref="VariableValues.Absent"/> when there is none.</summary>
    public object? Variable(string name) => variables[name];

    /// <summary>A value that may stand in a variable.</summary>
    public object? ValueOf(object? given) => given is VariableValue open ? open.Of(this) : given;

    /// <summary>The sort keys of the row a cursor stands for.</summary>
    /// <exception cref="CursorMismatchError">It is no cursor of this list and order for this viewer's class.</exception>
    public object?[] PositionOf(object? cursor, CursorBinding binding)
    {
        var text = (string?)ValueOf(cursor) ?? throw new CursorMismatchError();
        if (_positions.TryGetValue((text, binding.Order), out var known))
        {
            return known;
        }

        return _positions[(text, binding.Order)] =
            cursors.Decrypt(text, BindingOf(binding)) is { } position && position.Length == binding.Keys ? position : throw new CursorMismatchError();
    }

    /// <summary>The cursor of a position.</summary>
    public string CursorOf(object?[] position, CursorBinding binding) => cursors.Encrypt(position, BindingOf(binding));

    private string BindingOf(CursorBinding binding) => $"{binding.Order}|{AccessClass}";
}

/// <summary>What a cursor belongs to, beside the viewer's class.</summary>
/// <param name="Order">The type and the order of its rows.</param>
/// <param name="Keys">How many sort keys a position has.</param>
internal sealed record CursorBinding(string Order, int Keys);
