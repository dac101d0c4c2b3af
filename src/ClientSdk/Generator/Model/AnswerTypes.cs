using Lintel.Client.Generator.Reading;

namespace Lintel.Client.Generator.Model;

/// <summary>Makes the classes and hierarchies that answers are read into.</summary>
internal sealed class AnswerTypes(
    SchemaModel schema,
    SelectionCollector collector,
    FragmentShapes fragments,
    TypeMapper types,
    NameRegistry names,
    TypeNameInsertions typeNames
)
{
    private readonly Dictionary<string, string> _made = new(StringComparer.Ordinal);
    private readonly List<AnswerType> _all = [];

    public IReadOnlyList<AnswerType> All => _all;

    public AnswerType this[string name] => _all.Find(type => string.Equals(type.Name, name, StringComparison.Ordinal))!;

    /// <summary>The type for selections on <paramref name="type"/>; the same selections give the same type.</summary>
    public string NameFor(TypeDefinition type, IReadOnlyList<SelectionPart> parts, string wantedName, string path)
    {
        var key = $"{type.Name}:{string.Join(',', parts.Select(KeyOf))}";
        if (_made.TryGetValue(key, out var made))
        {
            return made;
        }

        var name = names.Take(wantedName);
        _made[key] = name;
        var position = _all.Count;
        var answer = type.IsAbstract ? Abstract(type, parts, name, path) : Class(new SelectionTarget(type, IsKnown: true), parts, name, path);
        _all.Insert(position, answer);
        return name;
    }

    private static string KeyOf(SelectionPart part) => $"{part.Set.Location.Start}{(part.IsConditional ? "?" : "")}{(part.IsWhole ? "" : "-")}";

    private AnswerType Abstract(TypeDefinition type, IReadOnlyList<SelectionPart> parts, string name, string path)
    {
        var any = new SelectionTarget(type, IsKnown: false);
        var common = collector.Collect(any, parts);
        var certain = CertainKey(common);
        var told = schema
            .PossibleTypes(type)
            .Where(possible =>
                type.Kind == TypeKind.Union
                || !string.Equals(collector.Collect(new SelectionTarget(possible, IsKnown: true), parts).Key, certain, StringComparison.Ordinal)
            )
            .ToList();
        if (told.Count == 0)
        {
            return Class(any, parts, name, path);
        }

        typeNames.Require(parts, common);
        // The common selections first: where a member adds nothing, it shares their types and short names.
        var unknown = Class(any, parts, names.Take($"{name}_Unknown"), path);
        var known = told.Select(possible =>
                Class(
                    new SelectionTarget(possible, IsKnown: true),
                    parts,
                    names.Take($"{name}_{CSharpNames.Pascal(possible.Name)}"),
                    $"{path}_{CSharpNames.Pascal(possible.Name)}"
                )
            )
            .ToList();
        return Hierarchies.Of(name, new Documentation(type.Description ?? $"A <c>{type.Name}</c>.", null, null), known, unknown);
    }

    private static string CertainKey(Collected common) =>
        new Collected(
            [
                .. common
                    .Fields.Select(field => new CollectedField(field.ResponseName, [.. field.Occurrences.Where(occurrence => !occurrence.IsMaybe)]))
                    .Where(field => field.Occurrences.Count > 0),
            ],
            []
        ).Key;

    private ClassModel Class(SelectionTarget target, IReadOnlyList<SelectionPart> parts, string name, string path)
    {
        var collected = collector.Collect(target, parts);
        var properties = CSharpNames.Properties(collected.Fields.Select(field => field.ResponseName), name);
        return new ClassModel(
            name,
            new Documentation(target.Type.Description ?? $"A <c>{target.Type.Name}</c>.", null, null),
            [.. collected.Fields.Select(field => Property(field, target, properties[field.ResponseName], path))],
            fragments.Fulfilled(collected.Fulfilled, target.IsKnown ? target.Type : null)
        )
        {
            GraphQLType = target.IsKnown ? target.Type.Name : null,
        };
    }

    private PropertyModel Property(CollectedField field, SelectionTarget target, string name, string path)
    {
        var definition = SelectionCollector.Definition(field, target);
        var value = types.Answer(
            definition.Type,
            () =>
            {
                var type = schema[definition.Type.Name];
                var subPath = $"{path}_{CSharpNames.Pascal(field.ResponseName)}";
                return NameFor(type, field.Parts(type), subPath, subPath);
            }
        );
        return new PropertyModel(
            name,
            field.ResponseName,
            definition.Name,
            value with
            {
                IsNullable = value.IsNullable || field.MayBeMissing,
            },
            Documentation.Of(definition, $"The field <c>{target.Type.Name}.{definition.Name}</c>."),
            IsPromised: !field.Occurrences.TrueForAll(occurrence => occurrence.IsMaybe)
        );
    }
}
