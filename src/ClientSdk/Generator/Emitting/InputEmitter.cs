using Lintel.Client.Generator.Model;

namespace Lintel.Client.Generator.Emitting;

/// <summary>Input objects and variables: records that know which of their values were set.</summary>
internal static class InputEmitter
{
    public static void Emit(CodeWriter code, InputModel model, TypeText types, string access)
    {
        code.Docs(model.Docs);
        code.Block(
            $"{access} sealed record {model.Name}",
            () =>
            {
                foreach (var field in model.Fields)
                {
                    EmitField(code, field, types);
                    code.Line();
                }

                EmitWrite(code, model, types);
                if (model is { IsVariables: true, HasOptional: true })
                {
                    code.Line();
                    EmitOf(code, model, types);
                }
            }
        );
    }

    /// <summary>The name of the field behind an optional property; no property starts with an underscore and a lower-case letter.</summary>
    private static string Backing(InputFieldModel field) => $"__{field.Name}";

    private static void EmitField(CodeWriter code, InputFieldModel field, TypeText types)
    {
        var type = types.Input(field.Type);
        if (field.IsRequired)
        {
            code.Docs(field.Docs).Line($"public required {type} {field.Name} {{ get; init; }}");
            return;
        }

        code.Line($"private global::Lintel.Client.Operations.Optional<{type}> {Backing(field)};");
        code.Line();
        code.Docs(field.Docs);
        code.Block(
            $"public {type} {field.Name}",
            () =>
            {
                code.Line($"get => {Backing(field)}.Value;");
                code.Line($"init => {Backing(field)} = new global::Lintel.Client.Operations.Optional<{type}>(value);");
            }
        );
        if (field.TakesKey)
        {
            code.Line();
            code.Line($"internal bool __Has{field.Name} => {Backing(field)}.IsSet;");
        }
    }

    /// <summary>From parameters: those left null stay unset.</summary>
    private static void EmitOf(CodeWriter code, InputModel model, TypeText types)
    {
        var type = types.Full(model.Name);
        var parameters = model.InOrder().Select(field => $"{types.Input(field.Type)} {CSharpNames.Parameter(field.Name)}");
        var required = model.Fields.Where(field => field.IsRequired).Select(field => $"{field.Name} = {CSharpNames.Parameter(field.Name)}").ToList();
        code.Block(
            $"internal static {type} Of({string.Join(", ", parameters)})",
            () =>
            {
                code.Line(required.Count == 0 ? $"var made = new {type}();" : $"var made = new {type} {{ {string.Join(", ", required)} }};");
                foreach (var field in model.Fields.Where(field => !field.IsRequired))
                {
                    var name = CSharpNames.Parameter(field.Name);
                    code.Block(
                        $"if ({name} is not null)",
                        () => code.Line($"made.{Backing(field)} = new global::Lintel.Client.Operations.Optional<{types.Input(field.Type)}>({name});")
                    );
                    code.Line();
                }

                code.Line("return made;");
            }
        );
    }

    private static void EmitWrite(CodeWriter code, InputModel model, TypeText types) =>
        code.Block(
            "internal void Write(global::System.Text.Json.Utf8JsonWriter writer)",
            () =>
            {
                code.Line("writer.WriteStartObject();");
                foreach (var field in model.Fields)
                {
                    if (field.IsRequired)
                    {
                        code.Line($"writer.WritePropertyName(\"{field.GraphQLName}\"u8);");
                        types.Write(code, field.Type, field.Name);
                        continue;
                    }

                    code.Block(
                        $"if ({Backing(field)}.IsSet)",
                        () =>
                        {
                            code.Line($"writer.WritePropertyName(\"{field.GraphQLName}\"u8);");
                            types.WriteNullable(code, field.Type, $"{Backing(field)}.Value");
                        }
                    );
                }

                code.Line("writer.WriteEndObject();");
            }
        );
}
