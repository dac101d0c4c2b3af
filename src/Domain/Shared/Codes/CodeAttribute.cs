namespace Lintel.Domain;

/// <summary>
/// Declares a code that callers switch on, where it stands: what it means and what a caller can do about it. <c>docs/errors.md</c> is generated from
/// these. A code keeps its meaning; one that was released and is gone is never used again.
/// </summary>
[AttributeUsage(AttributeTargets.Field)]
public abstract class CodeAttribute(string meaning, string remedy) : Attribute
{
    public string Meaning => meaning;
    public string Remedy => remedy;
}

/// <summary>A code of <see cref="InvalidInput"/>: the rule that a value of the input breaks.</summary>
public sealed class InputCodeAttribute(string meaning, string remedy) : CodeAttribute(meaning, remedy);

/// <summary>A code of a row that an import set aside.</summary>
public sealed class RowCodeAttribute(string meaning, string remedy) : CodeAttribute(meaning, remedy);

/// <summary>
/// Says of a type of <see cref="UserError"/>, which has the code of its own name, what a caller can do about it. What it means is said by the graph,
/// or here where the graph has no such type.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ErrorTypeAttribute(string remedy) : Attribute
{
    public string Remedy => remedy;
    public string? Meaning { get; init; }
}
