using System.Text.Json;
using Lintel.Client.Operations;

namespace Lintel.Client.Store;

/// <summary>Takes an answer apart into records.</summary>
/// <param name="recordOf">The record of a key, made where there is none.</param>
/// <param name="variables">The variables of the request.</param>
internal sealed class AnswerWriter(Func<string, StoredRecord> recordOf, RequestVariables variables)
{
    /// <summary>The keys of the records that are not as they were.</summary>
    public HashSet<string> Changed { get; } = new(StringComparer.Ordinal);

    public void Write(OperationShape shape, JsonElement data)
    {
        foreach (var (field, selected) in FieldKeys.Of(shape.Fields, shape.RootType, variables))
        {
            if (data.TryGetProperty(field.As, out var value))
            {
                var record = recordOf($"{shape.RootType}.{FieldKeys.Of(field, variables)}");
                Set(record.Fields, record.Key, "", Value(field, selected, value, record.Fields.GetValueOrDefault(""), record.Key));
            }
        }
    }

    private void Fill(Dictionary<string, object> into, string owner, IReadOnlyList<FieldShape> fields, string? type, JsonElement element)
    {
        if (type is not null)
        {
            Set(into, owner, FieldKeys.TypeName, JsonSerializedText(type));
        }

        foreach (var (field, selected) in FieldKeys.Of(fields, type, variables))
        {
            if (element.TryGetProperty(field.As, out var value))
            {
                var key = FieldKeys.Of(field, variables);
                Set(into, owner, key, Value(field, selected, value, into.GetValueOrDefault(key), owner));
            }
        }
    }

    private object Value(FieldShape field, IReadOnlyList<FieldShape> selected, JsonElement value, object? before, string owner)
    {
        if (field.Type is null || value.ValueKind == JsonValueKind.Null)
        {
            return System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(value).ToArray();
        }

        if (value.ValueKind == JsonValueKind.Array)
        {
            return value.EnumerateArray().Select(item => Value(field, selected, item, before: null, owner)).ToArray();
        }

        var type =
            value.TryGetProperty(FieldKeys.TypeName, out var told) ? told.GetString()
            : field.IsAbstract ? null
            : field.Type;
        if (KeyOf(field, type, value) is { } key)
        {
            var record = recordOf(key);
            Fill(record.Fields, key, selected, type, value);
            return new Reference(key);
        }

        // The same place of the same object goes on where it has no identity of its own; else it may be another object by now.
        var fields = !field.IsEntity && before is Dictionary<string, object> known ? known : new Dictionary<string, object>(StringComparer.Ordinal);
        Fill(fields, owner, selected, type, value);
        return fields;
    }

    private static string? KeyOf(FieldShape field, string? type, JsonElement value)
    {
        if (type is null || field.Key.Count == 0)
        {
            return null;
        }

        var parts = new List<string>();
        foreach (var name in field.Key)
        {
            if (!value.TryGetProperty(name, out var part) || part.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
            {
                return null;
            }

            parts.Add(part.ToString());
        }

        return $"{type}:{string.Join('|', parts)}";
    }

    private void Set(Dictionary<string, object> into, string owner, string key, object value)
    {
        if (ReferenceEquals(into.GetValueOrDefault(key), value))
        {
            // Filled in place; what changed in it was noted then.
            return;
        }

        if (!StoredRecord.Same(into.GetValueOrDefault(key), value))
        {
            Changed.Add(owner);
        }

        into[key] = value;
    }

    private static byte[] JsonSerializedText(string name) => System.Text.Encoding.UTF8.GetBytes($"\"{name}\"");
}
