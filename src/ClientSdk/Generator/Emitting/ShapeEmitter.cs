using Lintel.Client.Generator.Model;

namespace Lintel.Client.Generator.Emitting;

/// <summary>Writes down what an operation selects, for prices and the store.</summary>
internal static class ShapeEmitter
{
    private const string Runtime = "global::Lintel.Client.Operations.";

    public static void Emit(CodeWriter code, OperationModel model)
    {
        code.Line("/// <summary>What is selected, as far as prices and the store must know it.</summary>");
        code.Line($"private static {Runtime}OperationShape Shape() =>");
        code.Indented(() =>
        {
            code.Line($"new {Runtime}OperationShape({DocsEmitter.Literal(model.RootType)},");
            EmitFields(code, model.Shape, model.Defaults.Count == 0 ? ");" : ")");
            if (model.Defaults.Count > 0)
            {
                var defaults = model.Defaults.Select(item => $"[\"{item.Variable}\"] = {DocsEmitter.Literal(item.Json)}");
                code.Line("{")
                    .Indented(() =>
                        code.Line(
                            $"Defaults = new global::System.Collections.Generic.Dictionary<string, string>(global::System.StringComparer.Ordinal) {{ {string.Join(", ", defaults)} }},"
                        )
                    )
                    .Line("};");
            }
        });
    }

    private static void EmitFields(CodeWriter code, IReadOnlyList<ShapeModel> fields, string end)
    {
        code.Line("[");
        code.Indented(() =>
        {
            foreach (var field in fields)
            {
                EmitField(code, field);
            }
        });
        code.Line("]" + end);
    }

    private static void EmitField(CodeWriter code, ShapeModel field)
    {
        var facts = Facts(field).ToList();
        var made = $"new {Runtime}FieldShape(\"{field.Name}\")";
        if (field.Fields.Count == 0)
        {
            code.Line(facts.Count == 0 ? $"{made}," : $"{made} {{ {string.Join(", ", facts)} }},");
            return;
        }

        code.Line(made);
        code.Line("{");
        code.Indented(() =>
        {
            foreach (var fact in facts)
            {
                code.Line(fact + ",");
            }

            code.Line("Fields =");
            EmitFields(code, field.Fields, ",");
        });
        code.Line("},");
    }

    private static IEnumerable<string> Facts(ShapeModel field)
    {
        if (!string.Equals(field.As, field.Name, StringComparison.Ordinal))
        {
            yield return $"As = \"{field.As}\"";
        }

        if (field.Type is { } type)
        {
            yield return $"Type = \"{type}\"";
        }

        if (field.IsAbstract)
        {
            yield return "IsAbstract = true";
        }

        if (field.IsList)
        {
            yield return "IsList = true";
        }

        if (field.Weight != 0)
        {
            yield return $"Weight = {field.Weight}";
        }

        if (field.Size is { } size)
        {
            yield return $"Size = new {Runtime}ListSizeShape({size.Assumed}, {Names(size.Slicing)}, {Names(size.Sized)})";
        }

        if (field.Arguments.Count > 0)
        {
            yield return $"Arguments = [{string.Join(", ", field.Arguments.Select(Argument))}]";
        }

        if (field.On is { } on)
        {
            yield return $"On = {Names(on)}";
        }

        if (field.If.Count > 0)
        {
            var conditions = field.If.Select(one => $"new {Runtime}ConditionShape(\"{one.Variable}\", {(one.Wanted ? "true" : "false")})");
            yield return $"If = [{string.Join(", ", conditions)}]";
        }

        if (field.Key.Count > 0)
        {
            yield return $"Key = {Names(field.Key)}";
        }

        if (field.IsEntity)
        {
            yield return "IsEntity = true";
        }
    }

    private static string Argument(ShapeArgument argument)
    {
        var facts = new List<string>();
        if (argument.Weight != 0)
        {
            facts.Add($"Weight = {argument.Weight}");
        }

        if (argument.Variable is { } variable)
        {
            facts.Add($"Variable = \"{variable}\"");
        }

        if (argument.Size != 1)
        {
            facts.Add($"Size = {argument.Size}");
        }

        if (argument.Variables.Count > 0)
        {
            facts.Add($"Variables = {Names(argument.Variables)}");
        }

        var made = $"new {Runtime}ArgumentShape(\"{argument.Name}\", {DocsEmitter.Literal(argument.Text)})";
        return facts.Count == 0 ? made : $"{made} {{ {string.Join(", ", facts)} }}";
    }

    private static string Names(IEnumerable<string> names) => $"[{string.Join(", ", names.Select(name => $"\"{name}\""))}]";
}
