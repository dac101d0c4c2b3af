using GraphQL.Types;
using GraphQLParser.AST;

namespace Lintel.Schema.Shared.Scalars;

/// <summary>An absolute URL.</summary>
internal sealed class UrlType : ScalarGraphType
{
    public UrlType()
    {
        Name = "URL";
        Description = "An absolute URL, https (RFC 3986).";
        SpecifiedByDirective.Apply(this, "https://www.rfc-editor.org/rfc/rfc3986");
    }

    public override object? ParseLiteral(GraphQLValue value) =>
        value switch
        {
            GraphQLStringValue text when IsUrl(text.Value.ToString()) => text.Value.ToString(),
            GraphQLNullValue => null,
            _ => ThrowLiteralConversionError(value),
        };

    public override object? ParseValue(object? value) =>
        value switch
        {
            null => null,
            string text when IsUrl(text) => text,
            _ => ThrowValueConversionError(value),
        };

    public override object? Serialize(object? value) => value;

    private static bool IsUrl(string text) => Uri.TryCreate(text, UriKind.Absolute, out _);
}
