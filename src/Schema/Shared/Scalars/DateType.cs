using System.Globalization;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Lintel.Schema.Shared.Scalars;

/// <summary>A day of the office's calendar.</summary>
internal sealed class DateType : ScalarGraphType
{
    public DateType()
    {
        Name = "Date";
        Description = "A day in the office's calendar (China Standard Time), as `2026-11-22` (RFC 3339 full-date).";
        SpecifiedByDirective.Apply(this, "https://scalars.graphql.org/andimarek/local-date.html");
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
            DateOnly => value,
            string text => Parse(text) ?? ThrowValueConversionError(value),
            _ => ThrowValueConversionError(value),
        };

    public override object? Serialize(object? value) => value is DateOnly date ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : value;

    private static object? Parse(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
