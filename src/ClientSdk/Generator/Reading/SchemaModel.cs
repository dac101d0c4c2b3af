namespace Lintel.Client.Generator.Reading;

internal enum TypeKind
{
    Scalar,
    Enum,
    Object,
    Interface,
    Union,
    Input,
}

/// <summary>A type as a field, argument or variable uses it.</summary>
internal abstract record TypeReference(bool IsNullable)
{
    /// <summary>The name inside all lists.</summary>
    public abstract string Name { get; }
}

internal sealed record NamedReference(string TypeName, bool IsNullable) : TypeReference(IsNullable)
{
    public override string Name => TypeName;
}

internal sealed record ListReference(TypeReference Item, bool IsNullable) : TypeReference(IsNullable)
{
    public override string Name => Item.Name;
}

/// <summary>A field, input field or enum value with what its reader should know.</summary>
internal sealed record MemberDefinition(string Name, TypeReference Type, string? Description, string? Deprecation, string? Access, bool HasDefault)
{
    /// <summary>What a field costs.</summary>
    public CostFacts Cost { get; init; } = CostFacts.None;
}

internal sealed record TypeDefinition(string Name, TypeKind Kind, string? Description)
{
    /// <summary>Fields, input fields or enum values, in the schema's order.</summary>
    public required IReadOnlyList<MemberDefinition> Members { get; init; }

    /// <summary>The interfaces of an object or interface.</summary>
    public required IReadOnlyList<string> Interfaces { get; init; }

    /// <summary>The members of a union.</summary>
    public required IReadOnlyList<string> UnionMembers { get; init; }

    /// <summary>The C# type a scalar is mapped to by <c>@runtimeType</c>.</summary>
    public string? RuntimeType { get; init; }

    /// <summary>The fields that tell one object from another (<c>@key</c> on the type itself); null when nothing is said of this type.</summary>
    public IReadOnlyList<string>? Key { get; init; }

    public bool IsAbstract => Kind is TypeKind.Interface or TypeKind.Union;

    public bool IsComposite => IsAbstract || Kind == TypeKind.Object;

    public MemberDefinition? Member(string name) => Members.FirstOrDefault(member => string.Equals(member.Name, name, StringComparison.Ordinal));
}

/// <summary>The schema as far as a client needs it.</summary>
internal sealed class SchemaModel(
    IReadOnlyDictionary<string, TypeDefinition> types,
    IReadOnlyDictionary<GraphQLParser.AST.OperationType, string> roots
)
{
    /// <summary>The key of every type that has these fields and no key of its own: <c>extend schema @key(fields: "id")</c>.</summary>
    public IReadOnlyList<string> DefaultKey { get; init; } = ["id"];

    /// <summary>Whether the schema prices its fields.</summary>
    public bool HasCosts { get; init; }

    /// <summary>The fields that tell one object of a type from another; empty for one without identity.</summary>
    public IReadOnlyList<string> KeyOf(TypeDefinition type) =>
        type.Key ?? (DefaultKey.Count > 0 && DefaultKey.All(name => type.Member(name) is not null) ? DefaultKey : []);

    public TypeDefinition this[string name] => types[name];

    public IEnumerable<TypeDefinition> Types => types.Values.OrderBy(type => type.Name, StringComparer.Ordinal);

    public TypeDefinition Root(GraphQLParser.AST.OperationType operation) => types[roots[operation]];

    /// <summary>The object types a value of this type can have, by name.</summary>
    public IReadOnlyList<TypeDefinition> PossibleTypes(TypeDefinition type) =>
        type.Kind switch
        {
            TypeKind.Object => [type],
            TypeKind.Union => [.. type.UnionMembers.Order(StringComparer.Ordinal).Select(name => types[name])],
            TypeKind.Interface =>
            [
                .. Types.Where(candidate => candidate.Kind == TypeKind.Object && candidate.Interfaces.Contains(type.Name, StringComparer.Ordinal)),
            ],
            TypeKind.Scalar or TypeKind.Enum or TypeKind.Input => [],
        };
}
