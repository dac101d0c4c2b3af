using System.Text.RegularExpressions;
using Lintel.Domain;

namespace Lintel.Data.Imports;

/// <summary>Reads one fact of every row.</summary>
internal sealed partial class FactReader
{
    private readonly Func<string, Reading>? _normalise;
    private readonly int _longestText;

    public FactReader(string name, FactRule rule, Type type)
    {
        Name = name;
        Rule = rule;
        _longestText = FactCatalogue.LongestText.GetValueOrDefault(name, int.MaxValue);
        if (rule.Read == "template")
        {
            if (type != typeof(string) || rule.Template is null)
            {
                throw new FormatException($"{name}: a template needs its text, and a fact that is text.");
            }

            Columns = [.. Placeholder.Matches(rule.Template).Select(match => match.Groups["column"].Value)];
            return;
        }

        Columns = [rule.Column ?? throw new FormatException($"{name}: {rule.Read} needs a column.")];
        try
        {
            _normalise = Normalisers.Create(rule, type);
        }
        catch (FormatException error)
        {
            throw new FormatException($"{name}: {error.Message}", error);
        }
    }

    public string Name { get; }
    public FactRule Rule { get; }
    public IReadOnlyList<string> Columns { get; }

    public Reading Read(SourceRow row)
    {
        var reading = ReadAnyLength(row);
        return reading.Value is string text && text.Length > _longestText
            ? Reading.Refuse(InputCodes.TooLong, $"{Name} has more than {_longestText} characters.")
            : reading;
    }

    private Reading ReadAnyLength(SourceRow row)
    {
        if (_normalise is null)
        {
            return Reading.Of(Placeholder.Replace(Rule.Template!, match => row[match.Groups["column"].Value]).Trim());
        }

        var raw = row[Rule.Column!];

        // A list of tags that is empty says "none of them", so a flag is false, not unknown.
        if (raw.Length > 0 || Rule.Read == "flag")
        {
            return _normalise(raw);
        }

        return Rule.Required ? Reading.Refuse(InputCodes.Required, $"{Rule.Column} is empty.") : Reading.Nothing;
    }

    [GeneratedRegex(@"\{(?<column>[^{}]+)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder { get; }
}
