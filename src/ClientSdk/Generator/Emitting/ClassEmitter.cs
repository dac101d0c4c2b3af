using Lintel.Client.Generator.Model;

namespace Lintel.Client.Generator.Emitting;

/// <summary>Immutable classes of answers, each with the reader that fills it.</summary>
internal static class ClassEmitter
{
    private const string Reader = "global::System.Text.Json.Utf8JsonReader";
    private const string Values = "global::Lintel.Client.Operations.JsonValues";

    /// <param name="code">Where to.</param>
    /// <param name="model">The class.</param>
    /// <param name="parent">The hierarchy it belongs to, if any.</param>
    /// <param name="types">Names of types.</param>
    /// <param name="access">The accessibility.</param>
    public static void Emit(CodeWriter code, ClassModel model, HierarchyModel? parent, TypeText types, string access)
    {
        var inherited = parent?.Shared.Select(property => property.ResponseName).ToHashSet(StringComparer.Ordinal) ?? [];
        var hidden = parent?.Lifted.Select(property => property.ResponseName).ToHashSet(StringComparer.Ordinal) ?? [];
        List<PropertyModel> own =
        [
            .. model.Properties.Where(property =>
                !inherited.Contains(property.ResponseName) && !(parent is not null && Hierarchies.IsTypeName(property))
            ),
        ];
        var shapes = model.Interfaces.SelectMany(shape => shape.WithBases()).Distinct().ToList();
        var already = parent?.Interfaces.SelectMany(shape => shape.WithBases()).ToHashSet() ?? [];
        shapes.RemoveAll(already.Contains);
        var bases = shapes.Select(shape => types.Full(shape.Name)).ToList();
        if (parent is not null)
        {
            bases.Insert(0, types.Full(parent.Name));
        }

        code.Docs(model.Docs);
        code.Block(
            $"{access} sealed record {model.Name}{(bases.Count == 0 ? "" : " : " + string.Join(", ", bases))}",
            () =>
            {
                foreach (var property in own)
                {
                    var hides = hidden.Contains(property.ResponseName) ? "new " : "";
                    EmitProperty(code, property, types, hides);
                    code.Line();
                }

                if (parent is not null)
                {
                    EmitConstructor(code, model);
                }

                EmitRead(code, model, parent, types);
                FragmentEmitter.EmitExplicit(code, shapes, model.Properties, property => model.Property(property.ResponseName)?.Name, types);
            }
        );
    }

    public static void EmitProperty(CodeWriter code, PropertyModel property, TypeText types, string modifiers) =>
        code.Docs(property.Docs)
            .Line($"public {modifiers}{(property.Type.IsNullable ? "" : "required ")}{types.Answer(property.Type)} {property.Name} {{ get; init; }}");

    private static void EmitConstructor(CodeWriter code, ClassModel model)
    {
        if (model.GraphQLType is { } name)
        {
            code.Summary($"An answer of the type <c>{name}</c>.").Block($"public {model.Name}() : base(\"{name}\")", () => { });
        }
        else
        {
            code.Summary("An answer of some other type.").Block($"public {model.Name}(string typeName) : base(typeName)", () => { });
        }

        code.Line();
    }

    private static void EmitRead(CodeWriter code, ClassModel model, HierarchyModel? parent, TypeText types)
    {
        var isUnknown = parent is not null && model.GraphQLType is null;
        var properties = model.Properties.Where(property => parent is null || !Hierarchies.IsTypeName(property)).ToList();
        var locals = properties.ToDictionary(property => property, Local);
        var modifier = parent is null ? "static" : "static new";
        var type = types.Full(model.Name);
        code.Block(
            $"internal {modifier} {type} Read(ref {Reader} reader)",
            () =>
            {
                if (isUnknown)
                {
                    code.Line($"var typeName = {Values}.TypeName(reader);");
                }

                foreach (var property in properties)
                {
                    code.Line($"{types.Answer(property.Type with { IsNullable = true })} {locals[property]} = null;");
                }

                code.Line("long before;");
                code.Line($"{Values}.ExpectObject(ref reader);");
                code.Line("reader.Read();");
                code.Block("do", () => EmitRound(code, properties, locals, types), $"}} while ({Values}.SkipUnknown(ref reader, before));");
                code.Line();
                code.Block(
                    $"return new {type}{(isUnknown ? "(typeName)" : "")}",
                    () =>
                    {
                        foreach (var property in properties)
                        {
                            var value = property.Type.IsNullable
                                ? locals[property]
                                : $"{Values}.Required({locals[property]}, \"{model.Name}.{property.ResponseName}\")";
                            code.Line($"{property.Name} = {value},");
                        }
                    },
                    "};"
                );
            }
        );
    }

    /// <summary>One round reads the properties in the order they were asked for in; another one follows for what came in another order.</summary>
    private static void EmitRound(CodeWriter code, List<PropertyModel> properties, Dictionary<PropertyModel, string> locals, TypeText types)
    {
        code.Line("before = reader.BytesConsumed;");
        foreach (var property in properties)
        {
            code.Block(
                $"if ({Values}.IsAt(ref reader, \"{property.ResponseName}\"u8))",
                () => code.Line($"{locals[property]} = {types.Read(property.Type with { IsNullable = true }, "reader")};").Line("reader.Read();")
            );
        }
    }

    private static string Local(PropertyModel property) =>
        CSharpNames.Parameter(property.Name) is var name && name is "reader" or "before" or "typeName" ? name + "_" : name;
}
