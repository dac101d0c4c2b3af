namespace Lintel.Domain;

/// <summary>Declares a constant as a bound that callers meet and no setting moves: its unit, and what it bounds. Listed in <c>docs/errors.md</c>.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class LimitAttribute(string unit, string meaning) : Attribute
{
    public string Unit => unit;
    public string Meaning => meaning;
}
