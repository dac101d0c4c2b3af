using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Lintel.Client.Generator.Model;

namespace Lintel.ClientSdk.Live.Tests;

/// <summary>Holds what a generated client made of an answer against the answer itself, value by value; nothing in either may be left over.</summary>
internal static class AnswerComparison
{
    /// <summary>The ways to what differs, with both values.</summary>
    public static IReadOnlyList<string> Differences(object data, JsonElement answer)
    {
        var found = new List<string>();
        Compare("data", data, answer, found);
        return found;
    }

    private static void Compare(string path, object? value, JsonElement json, List<string> found)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Null:
                Expect(path, value is null, value, json, found);
                break;
            case JsonValueKind.Array when value is IEnumerable items and not string:
                var list = items.Cast<object?>().ToList();
                Expect($"{path}.length", list.Count == json.GetArrayLength(), list.Count, json, found);
                foreach (var (item, expected) in list.Zip(json.EnumerateArray()))
                {
                    Compare($"{path}[]", item, expected, found);
                }

                break;
            case JsonValueKind.Object when value is not JsonElement and not null:
                CompareObject(path, value, json, found);
                break;
            default:
                Expect(path, IsSame(value, json), value, json, found);
                break;
        }
    }

    private static void CompareObject(string path, object value, JsonElement json, List<string> found)
    {
        var type = value.GetType();
        // A member of a hierarchy can hide a property with one that says more.
        var left = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .GroupBy(property => property.Name, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.OrderBy(property => property.DeclaringType == type ? 0 : 1).First(), StringComparer.Ordinal);
        left.Remove("EqualityContract");
        var names = CSharpNames.Properties(
            json.EnumerateObject().Select(member => member.Name).Where(name => name != "__typename" || left.ContainsKey("TypeName")),
            type.Name
        );
        foreach (var member in json.EnumerateObject())
        {
            if (!names.TryGetValue(member.Name, out var name))
            {
                continue;
            }

            if (left.Remove(name, out var property))
            {
                Compare($"{path}.{member.Name}", property.GetValue(value), member.Value, found);
            }
            else
            {
                found.Add($"{path}.{member.Name} is not read by {type.Name}");
            }
        }

        // What the answer does not have is null.
        found.AddRange(left.Values.Where(property => property.GetValue(value) is not null).Select(property => $"{path}.{property.Name} is made up"));
    }

    private static bool IsSame(object? value, JsonElement json) =>
        value switch
        {
            string text => text == json.GetString(),
            bool flag => flag == json.GetBoolean(),
            int number => number == json.GetInt32(),
            long number => number
                == (json.ValueKind == JsonValueKind.String ? long.Parse(json.GetString()!, CultureInfo.InvariantCulture) : json.GetInt64()),
            double number => number == json.GetDouble(),
            decimal number => number.ToString(CultureInfo.InvariantCulture)
                == (json.ValueKind == JsonValueKind.String ? json.GetString() : json.GetRawText()),
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) == json.GetString(),
            DateTimeOffset instant => instant == DateTimeOffset.Parse(json.GetString()!, CultureInfo.InvariantCulture),
            Uri address => address.OriginalString == json.GetString(),
            JsonElement raw => raw.GetRawText() == json.GetRawText(),
            { } item when item.GetType().Name.StartsWith("EnumValue", StringComparison.Ordinal) => item.ToString() == json.GetString(),
            _ => false,
        };

    private static void Expect(string path, bool holds, object? value, JsonElement json, List<string> found)
    {
        if (!holds)
        {
            found.Add($"{path}: {value ?? "null"} for {json.GetRawText()}");
        }
    }
}
