using System.Buffers;
using System.Text.Json;

namespace Lintel.Client.Operations;

/// <summary>The variables of one request with the operation's defaults put in, as the server will see them.</summary>
internal sealed class RequestVariables
{
    private static readonly JsonElement Null = Parse("null"u8.ToArray());
    private readonly JsonElement _given;
    private readonly IReadOnlyDictionary<string, string> _defaults;

    private RequestVariables(JsonElement given, IReadOnlyDictionary<string, string> defaults) => (_given, _defaults) = (given, defaults);

    public static RequestVariables Of(OperationShape shape, Action<Utf8JsonWriter>? variables)
    {
        if (variables is null)
        {
            return new RequestVariables(Null, shape.Defaults);
        }

        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            variables(writer);
        }

        return new RequestVariables(Parse(buffer.WrittenMemory), shape.Defaults);
    }

    /// <summary>The value; JSON null when it is neither given nor has a default.</summary>
    public JsonElement this[string name] =>
        _given.ValueKind == JsonValueKind.Object && _given.TryGetProperty(name, out var given) ? given
        : _defaults.TryGetValue(name, out var json) ? Parse(System.Text.Encoding.UTF8.GetBytes(json))
        : Null;

    /// <summary>Whether what these conditions stand before is there.</summary>
    public bool Meet(IReadOnlyList<ConditionShape> conditions)
    {
        foreach (var condition in conditions)
        {
            if (this[condition.Variable].ValueKind == JsonValueKind.True != condition.Wanted)
            {
                return false;
            }
        }

        return true;
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
