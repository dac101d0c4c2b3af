using Lintel.Client.Generator.Reading;

namespace Lintel.Client.Generator.Model;

/// <summary>Maps GraphQL types to C# types, and remembers which enums and inputs are used.</summary>
internal sealed class TypeMapper
{
    private readonly SchemaModel _schema;
    private readonly string _extensionsFile;
    private readonly Dictionary<string, string> _names;
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly Queue<string> _inputs = new();

    public TypeMapper(SchemaModel schema, string extensionsFile, NameRegistry names)
    {
        _schema = schema;
        _extensionsFile = extensionsFile;
        // All names are taken at once, so that using one more type never renames another.
        _names = schema
            .Types.Where(type => type.Kind is TypeKind.Enum or TypeKind.Input)
            .ToDictionary(type => type.Name, type => names.Take(CSharpNames.Pascal(type.Name)), StringComparer.Ordinal);
    }

    public string NameOf(TypeDefinition type) => _names[type.Name];

    /// <summary>The type of a field of an answer; objects get the name that <paramref name="objectName"/> makes.</summary>
    public ValueType Answer(TypeReference type, Func<string> objectName) => Map(type, nullable => new ObjectValue(objectName(), nullable));

    /// <summary>The type of a variable or input field.</summary>
    public ValueType Input(TypeReference type) => Map(type, nullable => new InputValue(Use(_schema[type.Name]), nullable));

    public IEnumerable<TypeDefinition> UsedEnums() => _schema.Types.Where(type => type.Kind == TypeKind.Enum && _used.Contains(type.Name));

    /// <summary>Inputs used since the last call; making their models may use more.</summary>
    public IEnumerable<TypeDefinition> DequeueInputs()
    {
        while (_inputs.TryDequeue(out var name))
        {
            yield return _schema[name];
        }
    }

    private ValueType Map(TypeReference type, Func<bool, ValueType> composite)
    {
        if (type is ListReference list)
        {
            return new ListValue(Map(list.Item, composite), list.IsNullable);
        }

        var definition = _schema[type.Name];
        return definition.Kind switch
        {
            TypeKind.Scalar => new ScalarValue(Scalar(definition), type.IsNullable),
            TypeKind.Enum => new EnumValue(Use(definition), type.IsNullable),
            TypeKind.Object or TypeKind.Interface or TypeKind.Union or TypeKind.Input => composite(type.IsNullable),
        };
    }

    private string Use(TypeDefinition type)
    {
        if (_used.Add(type.Name) && type.Kind == TypeKind.Input)
        {
            _inputs.Enqueue(type.Name);
        }

        return _names[type.Name];
    }

    private ScalarMapping Scalar(TypeDefinition scalar) =>
        ScalarMappings.Of(scalar)
        ?? throw new GenerationException(
            new Diagnostic(
                DiagnosticIds.ScalarMapping,
                $"Scalar {scalar.Name} is mapped to {scalar.RuntimeType}, for which there is no reader. Possible: {string.Join(", ", ScalarMappings.RuntimeTypes)}.",
                _extensionsFile,
                1,
                1
            )
        );
}
