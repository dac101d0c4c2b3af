using System.Text.Json;

namespace Lintel.Client.Operations;

/// <summary>Reads an answer, <c>{ "data", "errors", "extensions" }</c> in any order.</summary>
internal static class ResponseBody
{
    public static OperationResult<T> Read<T>(ReadOnlySpan<byte> json, ReadValue<T> readData)
        where T : class
    {
        var texts = RepeatedTexts.Borrow(json.Length);
        try
        {
            return ReadStrictly(json, readData);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException or OverflowException)
        {
            return OperationResult<T>.Failed(ClientError.ResponseCode, $"The answer does not fit the operation: {fault.Message}", fault);
        }
        finally
        {
            texts?.Return();
        }
    }

    /// <summary>A result of nothing but errors, as the payload of a WebSocket <c>error</c> message is.</summary>
    public static OperationResult<T> ReadErrors<T>(ReadOnlySpan<byte> json)
        where T : class
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            reader.Read();
            return new OperationResult<T> { Errors = ReadErrors(ref reader) };
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return OperationResult<T>.Failed(ClientError.ResponseCode, fault.Message, fault);
        }
    }

    private static OperationResult<T> ReadStrictly<T>(ReadOnlySpan<byte> json, ReadValue<T> readData)
        where T : class
    {
        T? data = null;
        IReadOnlyList<ClientError> errors = [];
        IReadOnlyDictionary<string, JsonElement>? extensions = null;
        var answered = false;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        JsonValues.ExpectObject(ref reader);
        while (JsonValues.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("data"u8))
            {
                answered = true;
                reader.Read();
                data = reader.TokenType == JsonTokenType.Null ? null : readData(ref reader);
            }
            else if (reader.ValueTextEquals("errors"u8))
            {
                answered = true;
                reader.Read();
                errors = ReadErrors(ref reader);
            }
            else if (reader.ValueTextEquals("extensions"u8))
            {
                reader.Read();
                extensions = ReadMap(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        if (!answered)
        {
            throw new JsonException("it has neither data nor errors.");
        }

        return extensions is null
            ? new OperationResult<T> { Data = data, Errors = errors }
            : new OperationResult<T>
            {
                Data = data,
                Errors = errors,
                Extensions = extensions,
            };
    }

    private static IReadOnlyList<ClientError> ReadErrors(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Null ? [] : JsonValues.ReadList(ref reader, static (ref Utf8JsonReader item) => ReadError(ref item));

    private static ClientError ReadError(ref Utf8JsonReader reader)
    {
        JsonValues.ExpectObject(ref reader);
        var message = "";
        IReadOnlyList<object> path = [];
        var extensions = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        while (JsonValues.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("message"u8))
            {
                reader.Read();
                message = reader.GetString() ?? "";
            }
            else if (reader.ValueTextEquals("path"u8))
            {
                reader.Read();
                path = ReadPath(ref reader);
            }
            else if (reader.ValueTextEquals("extensions"u8))
            {
                reader.Read();
                extensions = ReadMap(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return new ClientError
        {
            Message = message,
            Path = path,
            Extensions = extensions,
            Code = extensions.TryGetValue("code", out var code) && code.ValueKind == JsonValueKind.String ? code.GetString() : null,
        };
    }

    private static IReadOnlyList<object> ReadPath(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Null
            ? []
            : JsonValues.ReadList<object>(
                ref reader,
                static (ref Utf8JsonReader item) => item.TokenType == JsonTokenType.Number ? item.GetInt32() : JsonValues.ReadString(ref item)
            );

    private static Dictionary<string, JsonElement> ReadMap(ref Utf8JsonReader reader)
    {
        var map = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (reader.TokenType == JsonTokenType.Null)
        {
            return map;
        }

        JsonValues.ExpectObject(ref reader);
        while (JsonValues.NextProperty(ref reader))
        {
            var key = JsonValues.ReadString(ref reader);
            reader.Read();
            map[key] = JsonElement.ParseValue(ref reader);
        }

        return map;
    }
}
