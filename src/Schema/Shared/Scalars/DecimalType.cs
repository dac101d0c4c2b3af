using System.Globalization;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Lintel.Schema.Shared.Scalars;

/// <summary>Money in yuan or area in ㎡: a number with at most two decimals, never a float.</summary>
internal sealed class DecimalType : ScalarGraphType
{
    private const decimal Limit = 90_000_000_000_000m;

    public DecimalType()
    {
        Name = "Decimal";
        Description =
            "Money in yuan or area in ㎡ as a JSON number with two decimals; kept exactly, as whole fen or dm². "
            + "More than two decimals or beyond ±90,000,000,000,000 is refused.";
        SpecifiedByDirective.Apply(this, "https://scalars.graphql.org/chillicream/decimal.html");
    }

    public static long ToHundredths(decimal value) => (long)(value * 100m);

    public override object? ParseLiteral(GraphQLValue value) =>
        value switch
        {
            GraphQLIntValue number => Checked(Parse(number.Value.ToString()), value),
            GraphQLFloatValue number => Checked(Parse(number.Value.ToString()), value),
            GraphQLNullValue => null,
            _ => ThrowLiteralConversionError(value),
        };

    public override object? ParseValue(object? value) =>
        value switch
        {
            null => null,
            int number => Checked(number, value),
            long number => Checked(number, value),
            decimal number => Checked(number, value),
            double number when Math.Abs(number) < (double)Limit => Checked((decimal)number, value),
            _ => ThrowValueConversionError(value),
        };

    public override object? Serialize(object? value) => value;

    private static decimal? Parse(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private object Checked(decimal? number, object source) =>
        number is { } value && Math.Abs(value) <= Limit && decimal.Round(value, 2) == value
            ? value
            : (source is GraphQLValue literal ? ThrowLiteralConversionError(literal) : ThrowValueConversionError(source))!;
}
