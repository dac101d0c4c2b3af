using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Visitors;
using Lintel.Domain;

namespace Lintel.Schema.Comparing;

/// <summary>
/// One element of a schema as its SDL says it: the SDL of its type, where it has one, and the roles named by its <c>@access</c> with
/// their reaches; null: open to whoever sees its row.
/// </summary>
internal sealed record SchemaElement(
    string Coordinate,
    ElementKind Kind,
    string? Type,
    bool HasDefault,
    string? Deprecation,
    IReadOnlyDictionary<Role, IReadOnlyList<Reach>>? Grants
)
{
    /// <summary>A caller must give it.</summary>
    public bool IsRequired => Kind is ElementKind.Argument or ElementKind.InputField && Type!.EndsWith('!') && !HasDefault; // both kinds have a type

    /// <summary>The coordinate of what it is part of: an argument's field, a field's type; null for a type.</summary>
    public string? Whole => Coordinate.LastIndexOfAny(['(', '.', ' ']) is > 0 and var end ? Coordinate[..end].TrimEnd(' ', '|', '&') : null;

    /// <summary>How far a role reaches; null: not at all.</summary>
    public IReadOnlyList<Reach>? Of(Role role) => Grants is null ? [Reach.Everything] : Grants.GetValueOrDefault(role);
}

internal enum ElementKind
{
    Object,
    Interface,
    Union,
    Input,
    Enum,
    Scalar,
    Field,
    Argument,
    InputField,
    Value,
    Member,
    Implementation,
}

/// <summary>One grant of a role: how far, and how masked.</summary>
internal sealed record Reach(Scope Scope, string Mask)
{
    private const string Unmasked = "NONE";

    public static Reach Everything { get; } = new(Scope.All, Unmasked);

    /// <summary>Whatever the other shows, this shows too.</summary>
    public bool Covers(Reach other) => Scope >= other.Scope && (Mask is Unmasked || string.Equals(Mask, other.Mask, StringComparison.Ordinal));

    public override string ToString() => EnumNames.ToConstantCase(Scope.ToString()) + (Mask is Unmasked ? "" : $"~{Mask}");
}

/// <summary>The elements of a schema by their coordinates, read from its SDL, so that any two schemas compare: of builds, files, roles.</summary>
internal sealed class SchemaElements
{
    private readonly Dictionary<string, SchemaElement> _elements = new(StringComparer.Ordinal);

    /// <exception cref="GraphQLParser.Exceptions.GraphQLSyntaxErrorException">The text is no SDL.</exception>
    public SchemaElements(string sdl)
    {
        foreach (var type in Parser.Parse(sdl).Definitions.OfType<GraphQLTypeDefinition>())
        {
            Read(type);
        }
    }

    public IEnumerable<SchemaElement> All => _elements.Values;

    public SchemaElement? Find(string coordinate) => _elements.GetValueOrDefault(coordinate);

    private void Read(GraphQLTypeDefinition type)
    {
        var name = type.Name.StringValue;
        switch (type)
        {
            case GraphQLObjectTypeDefinition known:
                Add(name, ElementKind.Object, null, known);
                ReadFields(name, known.Fields, known.Interfaces);
                break;
            case GraphQLInterfaceTypeDefinition known:
                Add(name, ElementKind.Interface, null, known);
                ReadFields(name, known.Fields, known.Interfaces);
                break;
            case GraphQLUnionTypeDefinition known:
                Add(name, ElementKind.Union, null, known);
                foreach (var member in known.Types?.Items ?? [])
                {
                    Add($"{name} | {member.Name.StringValue}", ElementKind.Member, null, null);
                }

                break;
            case GraphQLInputObjectTypeDefinition known:
                Add(name, ElementKind.Input, null, known);
                ReadInputs(known.Fields?.Items, ElementKind.InputField, field => $"{name}.{field}");
                break;
            case GraphQLEnumTypeDefinition known:
                Add(name, ElementKind.Enum, null, known);
                foreach (var value in known.Values?.Items ?? [])
                {
                    Add($"{name}.{value.Name.StringValue}", ElementKind.Value, null, value);
                }

                break;
            case GraphQLScalarTypeDefinition known:
                Add(name, ElementKind.Scalar, null, known);
                break;
        }
    }

    private void ReadFields(string type, GraphQLFieldsDefinition? fields, GraphQLImplementsInterfaces? interfaces)
    {
        foreach (var implemented in interfaces?.Items ?? [])
        {
            Add($"{type} & {implemented.Name.StringValue}", ElementKind.Implementation, null, null);
        }

        foreach (var field in fields?.Items ?? [])
        {
            var coordinate = $"{type}.{field.Name.StringValue}";
            Add(coordinate, ElementKind.Field, Text(field.Type), field);
            ReadInputs(field.Arguments?.Items, ElementKind.Argument, argument => $"{coordinate}({argument}:)");
        }
    }

    private void ReadInputs(List<GraphQLInputValueDefinition>? inputs, ElementKind kind, Func<string, string> coordinate)
    {
        foreach (var input in inputs ?? [])
        {
            Add(coordinate(input.Name.StringValue), kind, Text(input.Type), input, input.DefaultValue is not null);
        }
    }

    private void Add(string coordinate, ElementKind kind, string? type, IHasDirectivesNode? node, bool hasDefault = false) =>
        _elements[coordinate] = new SchemaElement(coordinate, kind, type, hasDefault, Deprecation(node), Grants(node));

    private static string? Deprecation(IHasDirectivesNode? node) =>
        node?.Directives?.Items.Find(directive => directive.Name.Value == "deprecated") is { } deprecated
            ? deprecated.Arguments?.Items.Find(argument => argument.Name.Value == "reason")?.Value is GraphQLStringValue reason
                ? reason.Value.ToString()
                : ""
            : null;

    private static Dictionary<Role, IReadOnlyList<Reach>>? Grants(IHasDirectivesNode? node)
    {
        var grants = node?.Directives?.Items.Where(directive => directive.Name.Value == "access").ToList() ?? [];
        return grants.Count == 0
            ? null
            : grants
                .GroupBy(grant => Parsed<Role>(Argument(grant, "role")!)) // required by the directive
                .ToDictionary(
                    role => role.Key,
                    role =>
                        (IReadOnlyList<Reach>)
                            [
                                .. role.Select(grant => new Reach(
                                        Argument(grant, "scope") is { } scope ? Parsed<Scope>(scope) : Scope.All,
                                        Argument(grant, "mask") ?? Reach.Everything.Mask
                                    ))
                                    .OrderBy(reach => reach.Scope),
                            ]
                );
    }

    private static string? Argument(GraphQLDirective directive, string name) =>
        (directive.Arguments?.Items.Find(argument => argument.Name.Value == name)?.Value as GraphQLEnumValue)?.Name.StringValue;

    private static TEnum Parsed<TEnum>(string constant)
        where TEnum : struct, Enum =>
        Enum.GetValues<TEnum>().First(value => string.Equals(EnumNames.ToConstantCase(value.ToString()), constant, StringComparison.Ordinal));

    private static string Text(ASTNode node) => new SDLPrinter().Print(node);
}
