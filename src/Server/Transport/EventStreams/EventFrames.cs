using System.Text;
using GraphQL;
using Lintel.Schema.Shared.Streaming;

namespace Lintel.Server.Transport.EventStreams;

/// <summary>The events of graphql-sse, distinct connections mode. JSON has no line breaks of its own, so each is one line of data.</summary>
internal static class EventFrames
{
    /// <summary>A comment, which clients pass over.</summary>
    public static byte[] Heartbeat { get; } = ":\n\n"u8.ToArray();

    public static byte[] Complete { get; } = "event: complete\ndata:\n\n"u8.ToArray();

    public static byte[] Next(IGraphQLTextSerializer serializer, ExecutionResult result)
    {
        // What many are told is written once.
        var data = result is StreamedResult streamed ? streamed.ToJson(Json) : Json(result);
        return [.. "event: next\ndata: "u8, .. data, .. "\n\n"u8];

        byte[] Json(ExecutionResult one) => Encoding.UTF8.GetBytes(serializer.Serialize(one));
    }

    /// <summary>A last result and the end.</summary>
    public static byte[] Last(IGraphQLTextSerializer serializer, ExecutionResult result) => [.. Next(serializer, result), .. Complete];
}
