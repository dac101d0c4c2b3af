using Lintel.Client.Generator.Model;

namespace Lintel.Client.Generator.Emitting;

internal static class EnumEmitter
{
    public static void Emit(CodeWriter code, EnumModel model, TypeText types, string access)
    {
        var type = types.Full(model.Name);
        code.Docs(model.Docs);
        code.Block(
            $"{access} enum {model.Name}",
            () =>
            {
                code.Summary("A value that this client does not know; EnumValue keeps its name. Cannot be sent.");
                code.Line($"{model.UnknownMember} = 0,");
                foreach (var member in model.Members)
                {
                    code.Line().Docs(member.Docs).Line($"{member.Name},");
                }
            }
        );
        code.Line();
        code.Block(
            $"internal static class {model.Name}Names",
            () =>
            {
                EmitRead(code, model, type);
                code.Line();
                EmitNameOf(code, model, type);
            }
        );
    }

    private static void EmitRead(CodeWriter code, EnumModel model, string type)
    {
        var value = $"global::Lintel.Client.EnumValue<{type}>";
        code.Block(
            $"public static {value} Read(ref global::System.Text.Json.Utf8JsonReader reader)",
            () =>
            {
                foreach (var member in model.Members)
                {
                    code.Block(
                        $"if (reader.ValueTextEquals(\"{member.GraphQLName}\"u8))",
                        () => code.Line($"return new {value}({type}.{member.Name}, \"{member.GraphQLName}\");")
                    );
                    code.Line();
                }

                code.Line($"return new {value}({type}.{model.UnknownMember}, global::Lintel.Client.Operations.JsonValues.ReadString(ref reader));");
            }
        );
    }

    private static void EmitNameOf(CodeWriter code, EnumModel model, string type)
    {
        code.Line($"public static string NameOf({type} value) =>");
        code.Indented(() =>
            code.Block(
                "value switch",
                () =>
                {
                    foreach (var member in model.Members)
                    {
                        code.Line($"{type}.{member.Name} => \"{member.GraphQLName}\",");
                    }

                    code.Line(
                        $"_ => throw new global::System.ArgumentOutOfRangeException(nameof(value), value, \"This value of {model.Name} cannot be sent.\"),"
                    );
                },
                "};"
            )
        );
    }
}
