using System.Text;
using Lintel.Client.Operations;

namespace Lintel.Client.Store;

/// <summary>Under what name a field's value is kept: its name, with its arguments where it has some.</summary>
internal static class FieldKeys
{
    public const string TypeName = "__typename";

    public static string Of(FieldShape field, RequestVariables variables)
    {
        if (field.Arguments.Count == 0)
        {
            return field.Name;
        }

        var key = new StringBuilder(field.Name).Append('(');
        foreach (var argument in field.Arguments.OrderBy(argument => argument.Name, StringComparer.Ordinal))
        {
            key.Append(argument.Name).Append(':').Append(argument.Text);
            foreach (var variable in argument.Variables)
            {
                key.Append('|').Append(variables[variable].GetRawText());
            }

            key.Append(';');
        }

        return key.Append(')').ToString();
    }

    /// <summary>The selections that hold for an object, those of one name in the answer together.</summary>
    public static IEnumerable<(FieldShape Field, IReadOnlyList<FieldShape> Selected)> Of(
        IReadOnlyList<FieldShape> fields,
        string? type,
        RequestVariables variables
    ) =>
        fields
            .Where(field => (field.On is null || (type is not null && field.On.Contains(type, StringComparer.Ordinal))) && variables.Meet(field.If))
            .GroupBy(field => field.As, StringComparer.Ordinal)
            .Select(places =>
            {
                List<FieldShape> all = [.. places];
                IReadOnlyList<FieldShape> selected = all.Count == 1 ? all[0].Fields : [.. all.SelectMany(place => place.Fields)];
                // Told apart by whichever place asks for the whole key.
                return (all.Find(place => place.Key.Count > 0) ?? all[0], selected);
            });
}
