using System.Globalization;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Lintel.Schema.Shared.Scalars;

/// <summary>An instant with its offset, RFC 3339.</summary>
internal sealed class InstantType : ScalarGraphType
{
    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK"];

    public InstantType()
    {
        Name = "DateTime";
        Description =
            "An instant with its offset from UTC, as `2026-11-22T13:05:00Z` or `2026-11-22T21:05:00+08:00` (RFC 3339). "
            + "Written in UTC; a value without an offset is refused.";
        SpecifiedByDirective.Apply(this, "https://scalars.graphql.org/andimarek/date-time.html");
    }

    public override object? ParseLiteral(GraphQLValue value) =>
        value switch
        {
            GraphQLStringValue text => Parse(text.Value.ToString()) ?? ThrowLiteralConversionError(value),
            GraphQLNullValue => null,
            _ => ThrowLiteralConversionError(value),
        };

    public override object? ParseValue(object? value) =>
        value switch
        {
            null => null,
            DateTimeOffset => value,
            string text => Parse(text) ?? ThrowValueConversionError(value),
            _ => ThrowValueConversionError(value),
        };

    public override object? Serialize(object? value) =>
        value is DateTimeOffset instant ? instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture) : value;

    private static object? Parse(string text) =>
        (text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-'))
        && DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            ? instant
            : null;
}
