using GraphQL.Validation;

namespace Lintel.Schema.Shared.Reading;

/// <summary>The variables of a request, coerced, with the defaults of those that are not given.</summary>
internal sealed class VariableValues
{
    /// <summary>What a variable has that is not given and has no default.</summary>
    public static object Absent { get; } = new();

    public static VariableValues None { get; } = new();

    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);

    /// <summary>As the engine has coerced them.</summary>
    public static VariableValues Of(Variables? variables)
    {
        var values = new VariableValues();
        foreach (var variable in variables ?? Variables.None)
        {
            if (variables!.ValueFor(variable.Name, out var value)) // there are some
            {
                values[variable.Name] = value.Value;
            }
        }

        return values;
    }

    /// <summary>A variable's value; <see cref="Absent"/> when it has none.</summary>
    public object? this[string name]
    {
        get => _values.TryGetValue(name, out var value) ? value : Absent;
        set => _values[name] = value;
    }
}
