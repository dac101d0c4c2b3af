using GraphQLParser;
using GraphQLParser.AST;

namespace Lintel.Server.Pages.Reference;

/// <summary>A schema as its reference shows it: the types in groups, and what leads to each.</summary>
internal sealed class ReferenceSchema
{
    private static readonly string[] Roots = ["Query", "Mutation", "Subscription"];

    private static readonly (string Title, Func<GraphQLTypeDefinition, bool> Has)[] Kinds =
    [
        ("Entry points", IsRoot),
        ("Objects", type => type is GraphQLObjectTypeDefinition && !IsRoot(type)),
        ("Interfaces", type => type is GraphQLInterfaceTypeDefinition),
        ("Unions", type => type is GraphQLUnionTypeDefinition),
        ("Enums", type => type is GraphQLEnumTypeDefinition),
        ("Inputs", type => type is GraphQLInputObjectTypeDefinition),
        ("Scalars", type => type is GraphQLScalarTypeDefinition),
    ];

    public ReferenceSchema(string sdl)
    {
        var types = Parser.Parse(sdl).Definitions.OfType<GraphQLTypeDefinition>().ToList();
        Types = types.ToDictionary(type => type.Name.StringValue, StringComparer.Ordinal);
        Groups = [.. Kinds.Select(kind => new TypeGroup(kind.Title, [.. types.Where(kind.Has)])).Where(group => group.Types.Count > 0)];
        Uses = types.SelectMany(UsesOf).ToLookup(use => use.Type, use => use.Coordinate, StringComparer.Ordinal);
    }

    public IReadOnlyDictionary<string, GraphQLTypeDefinition> Types { get; }
    public IReadOnlyList<TypeGroup> Groups { get; }

    /// <summary>The fields, arguments and unions that lead to a type.</summary>
    public ILookup<string, Coordinate> Uses { get; }

    /// <summary>What can be searched for: every type and what it has, with its description.</summary>
    public IEnumerable<(Coordinate Coordinate, string Description)> Entries =>
        Types.Values.SelectMany(type => MembersOf(type).Prepend((new Coordinate(type.Name.StringValue, null), Text(type.Description))));

    /// <summary>The words of a description.</summary>
    public static string Text(GraphQLDescription? description) => description?.Value.ToString() ?? "";

    /// <summary>The type behind lists and non-nulls.</summary>
    public static string NameOf(GraphQLType type) =>
        type switch
        {
            GraphQLNonNullType { Type: var inner } => NameOf(inner),
            GraphQLListType { Type: var inner } => NameOf(inner),
            _ => ((GraphQLNamedType)type).Name.StringValue,
        };

    public static IReadOnlyList<GraphQLFieldDefinition> FieldsOf(GraphQLTypeDefinition type) =>
        (type as IHasFieldsDefinitionNode)?.Fields?.Items ?? [];

    public static IReadOnlyList<GraphQLInputValueDefinition> InputsOf(GraphQLTypeDefinition type) =>
        (type as GraphQLInputObjectTypeDefinition)?.Fields?.Items ?? [];

    public static IReadOnlyList<GraphQLEnumValueDefinition> ValuesOf(GraphQLTypeDefinition type) =>
        (type as GraphQLEnumTypeDefinition)?.Values?.Items ?? [];

    private static IEnumerable<(Coordinate Coordinate, string Description)> MembersOf(GraphQLTypeDefinition type) =>
        FieldsOf(type)
            .Select(field => (field.Name, field.Description))
            .Concat(InputsOf(type).Select(input => (input.Name, input.Description)))
            .Concat(ValuesOf(type).Select(value => (value.Name, value.Description)))
            .Select(member => (new Coordinate(type.Name.StringValue, member.Name.StringValue), Text(member.Description)));

    private static IEnumerable<(string Type, Coordinate Coordinate)> UsesOf(GraphQLTypeDefinition type)
    {
        var name = type.Name.StringValue;
        foreach (var field in FieldsOf(type))
        {
            var coordinate = new Coordinate(name, field.Name.StringValue);
            yield return (NameOf(field.Type), coordinate);
            foreach (var argument in field.Arguments?.Items ?? [])
                yield return (NameOf(argument.Type), coordinate);
        }

        foreach (var input in InputsOf(type))
            yield return (NameOf(input.Type), new Coordinate(name, input.Name.StringValue));
        foreach (var member in (type as GraphQLUnionTypeDefinition)?.Types?.Items ?? [])
            yield return (member.Name.StringValue, new Coordinate(name, null));
        foreach (var implemented in (type as IHasInterfacesNode)?.Interfaces?.Items ?? [])
            yield return (implemented.Name.StringValue, new Coordinate(name, null));
    }

    private static bool IsRoot(GraphQLTypeDefinition type) => Roots.Contains(type.Name.StringValue, StringComparer.Ordinal);
}

/// <summary>Types of one kind.</summary>
internal sealed record TypeGroup(string Title, IReadOnlyList<GraphQLTypeDefinition> Types);

/// <summary>A type, or something that it has.</summary>
internal sealed record Coordinate(string Type, string? Member)
{
    public override string ToString() => Member is null ? Type : $"{Type}.{Member}";

    /// <summary>Where the reference has it.</summary>
    public string Address => $"{ReferenceRoute.Path}/{Type}{(Member is null ? "" : $"#{Member}")}";
}
