using System.Text.Encodings.Web;
using System.Text.Json;
using GraphQLParser.AST;

namespace Lintel.Client.Generator.Model;

/// <summary>A GraphQL literal as the JSON that means the same.</summary>
internal static class LiteralJson
{
    public static string Of(GraphQLValue value) =>
        value switch
        {
            GraphQLIntValue number => number.Value.ToString(),
            GraphQLFloatValue number => number.Value.ToString(),
            GraphQLBooleanValue flag => flag.BoolValue ? "true" : "false",
            GraphQLStringValue text => Text(text.Value.ToString()),
            GraphQLEnumValue name => Text(name.Name.StringValue),
            GraphQLListValue list => $"[{string.Join(',', (list.Values ?? []).Select(Of))}]",
            GraphQLObjectValue item =>
                $"{{{string.Join(',', (item.Fields ?? []).Select(field => $"{Text(field.Name.StringValue)}:{Of(field.Value)}"))}}}",
            _ => "null",
        };

    private static string Text(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
