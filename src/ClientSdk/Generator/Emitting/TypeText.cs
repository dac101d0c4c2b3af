using Lintel.Client.Generator.Model;

namespace Lintel.Client.Generator.Emitting;

/// <summary>C# type names, and the expressions that read and write values of them.</summary>
internal sealed class TypeText(string @namespace)
{
    private const string ReadOnlyList = "global::System.Collections.Generic.IReadOnlyList<";

    /// <summary>A generated type, so named that no member of the same name can hide it.</summary>
    public string Full(string typeName) => $"global::{@namespace}.{typeName}";

    public string Answer(Model.ValueType type) =>
        type switch
        {
            EnumValue value => $"global::Lintel.Client.EnumValue<{Full(value.TypeName)}>",
            ListValue list => $"{ReadOnlyList}{Answer(list.Item)}>",
            _ => Plain(type),
        } + (type.IsNullable ? "?" : "");

    public string Input(Model.ValueType type) =>
        type switch
        {
            ListValue list => $"{ReadOnlyList}{Input(list.Item)}>",
            _ => Plain(type),
        } + (type.IsNullable ? "?" : "");

    public static bool IsStruct(Model.ValueType type) => type is EnumValue or ScalarValue { Scalar.IsStruct: true };

    /// <summary>Reads a value of an answer from <paramref name="reader"/>.</summary>
    public string Read(Model.ValueType type, string reader, int depth = 0)
    {
        var value = type switch
        {
            ScalarValue scalar => string.Format(null, scalar.Scalar.Read, reader),
            EnumValue item => $"{Full(item.TypeName + "Names")}.Read(ref {reader})",
            ObjectValue item => $"{Full(item.TypeName)}.Read(ref {reader})",
            ListValue list => ReadList(list, reader, depth),
            _ => throw new InvalidOperationException($"{type} cannot be read."),
        };
        if (!type.IsNullable)
        {
            return value;
        }

        var none = IsStruct(type) ? $"({Answer(type)})null" : "null";
        return $"{reader}.TokenType == global::System.Text.Json.JsonTokenType.Null ? {none} : {value}";
    }

    /// <summary>Writes <paramref name="value"/>, which is not null, into <c>writer</c>.</summary>
    public void Write(CodeWriter code, Model.ValueType type, string value, int depth = 0)
    {
        switch (type)
        {
            case ScalarValue scalar:
                code.Line(string.Format(null, scalar.Scalar.Write, value));
                break;
            case EnumValue item:
                code.Line($"writer.WriteStringValue({Full(item.TypeName + "Names")}.NameOf({value}));");
                break;
            case InputValue:
                code.Line($"{value}.Write(writer);");
                break;
            case ListValue list:
                code.Line("writer.WriteStartArray();");
                code.Block($"foreach (var item{depth} in {value})", () => WriteNullable(code, list.Item, $"item{depth}", depth + 1));
                code.Line("writer.WriteEndArray();");
                break;
        }
    }

    /// <summary>Writes a value that may be null.</summary>
    public void WriteNullable(CodeWriter code, Model.ValueType type, string value, int depth = 0)
    {
        if (!type.IsNullable)
        {
            Write(code, type, value, depth);
            return;
        }

        code.Block($"if ({value} is {{ }} value{depth})", () => Write(code, type, $"value{depth}", depth));
        code.Block("else", () => code.Line("writer.WriteNullValue();"));
    }

    private string ReadList(ListValue list, string reader, int depth)
    {
        var item = $"item{depth}";
        return $"global::Lintel.Client.Operations.JsonValues.ReadList<{Answer(list.Item)}>(ref {reader}, static (ref global::System.Text.Json.Utf8JsonReader {item}) => {Read(list.Item, item, depth + 1)})";
    }

    private string Plain(Model.ValueType type) =>
        type switch
        {
            ScalarValue scalar => scalar.Scalar.CSharp,
            EnumValue value => Full(value.TypeName),
            ObjectValue value => Full(value.TypeName),
            InputValue value => Full(value.TypeName),
            _ => throw new InvalidOperationException($"{type} has no plain name."),
        };
}
