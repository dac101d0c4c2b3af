using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Lintel.Server.Transport;

/// <summary>Tells JSON that is nested too deeply from what is no JSON: the parser says the same of both.</summary>
internal static class JsonNesting
{
    /// <summary>Whether something the parser refused goes deeper than so many levels, before it is wrong in another way.</summary>
    public static bool Exceeds(ReadOnlySequence<byte> json, int most)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = most + 1 });
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth >= most && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                    return true;
            }
        }
        catch (JsonException) { }

        return false;
    }

    public static RequestFault TooDeep(int most) =>
        new(
            StatusCodes.Status400BadRequest,
            TransportCodes.JsonTooDeep,
            string.Create(CultureInfo.InvariantCulture, $"The JSON of a request has at most {most} levels.")
        );
}
