namespace Lintel.Client.Generator.Reading;

/// <summary>What to do about a mistake, where the engine only says what it is.</summary>
internal static class Hints
{
    /// <summary>By the number of the rule in the specification of GraphQL.</summary>
    private static readonly Dictionary<string, string> ByRule = new(StringComparer.Ordinal)
    {
        ["5.2.1.1"] = "Two operations of one client need two names.",
        ["5.2.3.1"] = "Split it into one subscription for each root field.",
        ["5.3.2"] = "Give one of the two an alias.",
        ["5.3.3"] = "Say in braces which of its fields you want; a field of a plain value takes none.",
        ["5.4.2.1"] = "Give it a value, or a variable.",
        ["5.5.1.4"] = "Fragments stand in the operation files that 'documents' names; is its file among them?",
        ["5.5.2.3"] = "No value can be of both types, so nothing would ever come of it.",
        ["5.6.2"] = "The schema may have come further: run 'lintel-sdk update'.",
        ["5.8.3"] = "Declare it behind the operation's name: query Name($variable: Type).",
        ["5.8.4"] = "Use it, or take it out of the operation's head.",
        ["5.8.5"] = "Change the variable's type to the one that is expected, or give it a default.",
    };

    public static string Of(string message, string? rule) =>
        message.Contains("Did you mean", StringComparison.Ordinal) || rule is null || !ByRule.TryGetValue(rule, out var hint) ? "" : " " + hint;

    /// <summary>The candidate that a mistyped name was most likely meant to be; empty when none is near.</summary>
    public static string Nearest(string name, IEnumerable<string> candidates)
    {
        var nearest = candidates
            .Select(candidate => (Name: candidate, Distance: Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        return nearest.Name is { } meant && nearest.Distance <= Math.Max(2, name.Length / 3) ? $" Did you mean '{meant}'?" : "";
    }

    /// <summary>Levenshtein's: how many letters to change, add or leave out.</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
