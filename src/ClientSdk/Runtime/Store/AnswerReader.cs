using System.Text.Json;
using Lintel.Client.Operations;

namespace Lintel.Client.Store;

/// <summary>Puts an answer together from records, as the server would have written it.</summary>
/// <param name="recordOf">The record of a key; null where there is none.</param>
/// <param name="variables">The variables of the request.</param>
internal sealed class AnswerReader(Func<string, StoredRecord?> recordOf, RequestVariables variables)
{
    /// <summary>The keys of the records it is made of.</summary>
    public HashSet<string> Read { get; } = new(StringComparer.Ordinal);

    /// <summary>Writes <c>{"data":…}</c>; false when something of it is not there.</summary>
    public bool TryWrite(OperationShape shape, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("data"u8);
        foreach (var (field, selected) in FieldKeys.Of(shape.Fields, shape.RootType, variables))
        {
            var key = $"{shape.RootType}.{FieldKeys.Of(field, variables)}";
            if (Find(key) is not { } record || !record.Fields.TryGetValue("", out var value))
            {
                return false;
            }

            writer.WritePropertyName(field.As);
            if (!TryWrite(field, selected, value, writer))
            {
                return false;
            }
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        return true;
    }

    private bool TryWrite(FieldShape owner, IReadOnlyList<FieldShape> selected, object value, Utf8JsonWriter writer)
    {
        switch (value)
        {
            case byte[] leaf:
                writer.WriteRawValue(leaf, skipInputValidation: true);
                return true;
            case Reference reference:
                return Find(reference.Key) is { } record && TryWriteObject(owner, selected, record.Fields, writer);
            case Dictionary<string, object> fields:
                return TryWriteObject(owner, selected, fields, writer);
            case object[] items:
                writer.WriteStartArray();
                if (!items.All(item => TryWrite(owner, selected, item, writer)))
                {
                    return false;
                }

                writer.WriteEndArray();
                return true;
            default:
                return false;
        }
    }

    private bool TryWriteObject(FieldShape owner, IReadOnlyList<FieldShape> selected, Dictionary<string, object> fields, Utf8JsonWriter writer)
    {
        var type =
            fields.TryGetValue(FieldKeys.TypeName, out var name) && name is byte[] json ? System.Text.Encoding.UTF8.GetString(json).Trim('"') : null;
        writer.WriteStartObject();
        if (owner.IsAbstract && type is not null && !selected.Any(field => string.Equals(field.As, FieldKeys.TypeName, StringComparison.Ordinal)))
        {
            // Put into the document by the generator, so it is not among the selections.
            writer.WriteString(FieldKeys.TypeName, type);
        }

        foreach (var (field, below) in FieldKeys.Of(selected, type, variables))
        {
            if (!fields.TryGetValue(FieldKeys.Of(field, variables), out var value))
            {
                return false;
            }

            writer.WritePropertyName(field.As);
            if (!TryWrite(field, below, value, writer))
            {
                return false;
            }
        }

        writer.WriteEndObject();
        return true;
    }

    private StoredRecord? Find(string key)
    {
        Read.Add(key);
        return recordOf(key);
    }
}
