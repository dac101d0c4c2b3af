using Lintel.Client.Generator.Model;

namespace Lintel.Client.Generator.Emitting;

internal static class FragmentEmitter
{
    public static void Emit(CodeWriter code, FragmentShape shape, TypeText types, string access)
    {
        var bases = shape.Bases.Count == 0 ? "" : " : " + string.Join(", ", shape.Bases.Select(other => types.Full(other.Name)));
        code.Docs(shape.Docs);
        code.Block(
            $"{access} interface {shape.Name}{bases}",
            () =>
            {
                foreach (var property in shape.Properties)
                {
                    var hides = shape.HidesBase(property) ? "new " : "";
                    code.Docs(property.Docs).Line($"{hides}{types.Answer(property.Type)} {property.Name} {{ get; }}");
                }
            }
        );
    }

    /// <summary>What a type owes its fragments beyond properties of the very same type.</summary>
    public static void EmitExplicit(
        CodeWriter code,
        IEnumerable<FragmentShape> shapes,
        IReadOnlyList<PropertyModel> own,
        Func<PropertyModel, string?> valueOf,
        TypeText types
    )
    {
        foreach (var shape in shapes)
        {
            foreach (var property in shape.Properties)
            {
                var same = own.Any(candidate =>
                    string.Equals(candidate.Name, property.Name, StringComparison.Ordinal) && candidate.Type == property.Type
                );
                if (same || valueOf(property) is not { } value)
                {
                    continue;
                }

                code.Line();
                code.Line($"{types.Answer(property.Type)} {types.Full(shape.Name)}.{property.Name} => {value};");
            }
        }
    }
}
