using Lintel.Client.Generator.Model;

namespace Lintel.Client.Generator.Emitting;

/// <summary>Closed hierarchies: an abstract record that only its generated members can derive from.</summary>
internal static class HierarchyEmitter
{
    private const string Reader = "global::System.Text.Json.Utf8JsonReader";

    public static void Emit(CodeWriter code, HierarchyModel model, TypeText types, string access)
    {
        var shapes = model.Interfaces.SelectMany(shape => shape.WithBases()).Distinct().ToList();
        var bases = string.Join(", ", shapes.Select(shape => types.Full(shape.Name)));
        code.Docs(model.Docs);
        code.Block(
            $"{access} abstract record {model.Name}{(bases.Length == 0 ? "" : " : " + bases)}",
            () =>
            {
                code.Block($"private protected {model.Name}(string typeName)", () => code.Line("TypeName = typeName;")).Line();
                code.Summary("The name of the object's type in the graph.").Line("public string TypeName { get; }").Line();
                foreach (var property in model.Shared)
                {
                    ClassEmitter.EmitProperty(code, property, types, "");
                    code.Line();
                }

                foreach (var property in model.Lifted)
                {
                    EmitLifted(code, model, property, types);
                    code.Line();
                }

                EmitRead(code, model, types);
                FragmentEmitter.EmitExplicit(
                    code,
                    shapes,
                    [.. model.Shared, .. model.Lifted],
                    property => Switch(model, property.ResponseName, types),
                    types
                );
            }
        );
        foreach (var member in model.Known)
        {
            code.Line();
            ClassEmitter.Emit(code, member, model, types, access);
        }

        code.Line();
        var docs = model.Unknown.Docs with
        {
            Summary = $"Any type that {model.Name} does not tell apart, also one that a newer server added; TypeName says which.",
        };
        ClassEmitter.Emit(code, model.Unknown with { Docs = docs }, model, types, access);
    }

    private static void EmitLifted(CodeWriter code, HierarchyModel model, PropertyModel property, TypeText types)
    {
        code.Docs(property.Docs).Line($"public {types.Answer(property.Type)} {property.Name} => {Switch(model, property.ResponseName, types)};");
    }

    /// <summary>The property of whichever member it is; null where a member has none.</summary>
    private static string Switch(HierarchyModel model, string responseName, TypeText types)
    {
        var arms = model
            .Members.Where(member => member.Property(responseName) is not null)
            .Select(member => $"{types.Full(member.Name)} member => member.{member.Property(responseName)!.Name}");
        var isComplete = model.Members.All(member => member.Property(responseName) is { Type.IsNullable: false });
        var rest = isComplete ? "_ => throw new global::System.InvalidOperationException()" : "_ => null";
        return $"this switch {{ {string.Join(", ", arms)}, {rest} }}";
    }

    private static void EmitRead(CodeWriter code, HierarchyModel model, TypeText types)
    {
        code.Line($"internal static {types.Full(model.Name)} Read(ref {Reader} reader) =>");
        code.Indented(() =>
            code.Block(
                "global::Lintel.Client.Operations.JsonValues.TypeName(reader) switch",
                () =>
                {
                    foreach (var member in model.Known)
                    {
                        code.Line($"\"{member.GraphQLType}\" => {types.Full(member.Name)}.Read(ref reader),");
                    }

                    code.Line($"_ => {types.Full(model.Unknown.Name)}.Read(ref reader),");
                },
                "};"
            )
        );
    }
}
