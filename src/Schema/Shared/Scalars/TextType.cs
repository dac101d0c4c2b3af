using GraphQL.Types;
using GraphQLParser.AST;

namespace Lintel.Schema.Shared.Scalars;

/// <summary>String, as the specification has it, less what a database cannot keep: the character U+0000 and halves of pairs.</summary>
internal sealed class TextType : StringGraphType
{
    public TextType() => Name = "String";

    public override object? ParseLiteral(GraphQLValue value) => Storable(base.ParseLiteral(value)) ?? Missing(value);

    public override object? ParseValue(object? value) =>
        Storable(base.ParseValue(value)) ?? (value is null ? null : ThrowValueConversionError(value));

    private object? Missing(GraphQLValue value) => value is GraphQLNullValue ? null : ThrowLiteralConversionError(value);

    private static object? Storable(object? text) => text is string characters && !characters.Contains('\0') && IsWhole(characters) ? text : null;

    private static bool IsWhole(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at]))
            {
                continue;
            }

            if (!char.IsSurrogatePair(text, at))
            {
                return false;
            }

            at++;
        }

        return true;
    }
}
