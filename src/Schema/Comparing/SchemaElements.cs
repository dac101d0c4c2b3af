using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Visitors;
using Lintel.Domain;
using Lintel.Schema.Shared.Deprecating;

namespace Lintel.Schema.Comparing;

/// <summary>The elements of a schema by their coordinates, read from its SDL, so that any two schemas compare: of builds, files, roles.</summary>
internal sealed class SchemaElements
{
    private readonly Dictionary<string, SchemaElement> _elements = new(StringComparer.Ordinal);

    /// <exception cref="GraphQLParser.Exceptions.GraphQLSyntaxErrorException">The text is no SDL.</exception>
    public SchemaElements(string sdl)
    {
        foreach (var definition in Parser.Parse(sdl).Definitions)
        {
            Read(definition);
        }
    }

    private SchemaElements(IEnumerable<SchemaElement> elements) =>
        _elements = elements.ToDictionary(element => element.Coordinate, StringComparer.Ordinal);

    public IEnumerable<SchemaElement> All => _elements.Values;

    public SchemaElement? Find(string coordinate) => _elements.GetValueOrDefault(coordinate);

    /// <summary>Those of them that fit.</summary>
    public SchemaElements Where(Func<SchemaElement, bool> fits) => new(All.Where(fits));

    private void Read(ASTNode definition)
    {
        switch (definition)
        {
            case GraphQLObjectTypeDefinition known:
                Add(known, ElementKind.Object);
                ReadFields(known.Name.StringValue, known.Fields, known.Interfaces);
                break;
            case GraphQLInterfaceTypeDefinition known:
                Add(known, ElementKind.Interface);
                ReadFields(known.Name.StringValue, known.Fields, known.Interfaces);
                break;
            case GraphQLUnionTypeDefinition known:
                Add(known, ElementKind.Union);
                foreach (var member in known.Types?.Items ?? [])
                {
                    Add(new SchemaElement($"{known.Name.StringValue} | {member.Name.StringValue}", ElementKind.Member), node: null);
                }

                break;
            case GraphQLInputObjectTypeDefinition known:
                Add(known, ElementKind.Input);
                ReadInputs(known.Fields?.Items, ElementKind.InputField, field => $"{known.Name.StringValue}.{field}");
                break;
            case GraphQLEnumTypeDefinition known:
                Add(known, ElementKind.Enum);
                foreach (var value in known.Values?.Items ?? [])
                {
                    Add(new SchemaElement($"{known.Name.StringValue}.{value.Name.StringValue}", ElementKind.Value), value);
                }

                break;
            case GraphQLScalarTypeDefinition known:
                Add(known, ElementKind.Scalar);
                break;
            case GraphQLDirectiveDefinition known:
                ReadDirective(known, $"@{known.Name.StringValue}");
                break;
        }
    }

    private void ReadDirective(GraphQLDirectiveDefinition directive, string name)
    {
        Add(new SchemaElement(name, ElementKind.Directive) { IsMarked = directive.Repeatable }, node: null);
        ReadInputs(directive.Arguments?.Items, ElementKind.Argument, argument => $"{name}({argument}:)");
        foreach (var location in directive.Locations.Items)
        {
            var word = EnumNames.ToConstantCase(location.ToString());
            Add(new SchemaElement($"{name} | {word}", ElementKind.DirectiveLocation), node: null);
        }
    }

    private void ReadFields(string type, GraphQLFieldsDefinition? fields, GraphQLImplementsInterfaces? interfaces)
    {
        foreach (var implemented in interfaces?.Items ?? [])
        {
            Add(new SchemaElement($"{type} & {implemented.Name.StringValue}", ElementKind.Implementation), node: null);
        }

        foreach (var field in fields?.Items ?? [])
        {
            var coordinate = $"{type}.{field.Name.StringValue}";
            Add(new SchemaElement(coordinate, ElementKind.Field) { Type = field.Type, TypeText = Text(field.Type) }, field);
            ReadInputs(field.Arguments?.Items, ElementKind.Argument, argument => $"{coordinate}({argument}:)");
        }
    }

    private void ReadInputs(List<GraphQLInputValueDefinition>? inputs, ElementKind kind, Func<string, string> coordinate)
    {
        foreach (var input in inputs ?? [])
        {
            Add(
                new SchemaElement(coordinate(input.Name.StringValue), kind)
                {
                    Type = input.Type,
                    TypeText = Text(input.Type),
                    Default = input.DefaultValue is { } value ? Text(value) : null,
                },
                input
            );
        }
    }

    private void Add(GraphQLTypeDefinition type, ElementKind kind)
    {
        var node = type as IHasDirectivesNode;
        Add(new SchemaElement(type.Name.StringValue, kind) { IsMarked = Directive(node, "oneOf") is not null }, node);
    }

    private void Add(SchemaElement element, IHasDirectivesNode? node) =>
        _elements[element.Coordinate] = element with { Deprecation = DeprecationOf(node), Grants = Grants(node) };

    private static Deprecation? DeprecationOf(IHasDirectivesNode? node) =>
        Directive(node, "deprecated")?.Arguments?.Items.Find(argument => argument.Name.Value == "reason")?.Value is GraphQLStringValue reason
            ? Deprecation.Read(reason.Value.ToString())
            : null;

    private static GraphQLDirective? Directive(IHasDirectivesNode? node, string name) =>
        node?.Directives?.Items.Find(directive => directive.Name.Value == name);

    private static Dictionary<Role, IReadOnlyList<Reach>>? Grants(IHasDirectivesNode? node)
    {
        var grants = node?.Directives?.Items.Where(directive => directive.Name.Value == "access").ToList() ?? [];
        return grants.Count == 0
            ? null
            : grants
                .Select(grant => (Role: Parsed<Role>(Argument(grant, "role")), Grant: grant))
                .Where(grant => grant.Role is not null)
                .GroupBy(grant => grant.Role!.Value, grant => grant.Grant)
                .ToDictionary(role => role.Key, role => (IReadOnlyList<Reach>)[.. role.Select(ReachOf).OrderBy(reach => reach.Scope)]);
    }

    private static Reach ReachOf(GraphQLDirective grant) =>
        new(Parsed<Scope>(Argument(grant, "scope")) ?? Scope.All, Argument(grant, "mask") ?? Reach.Everything.Mask);

    private static string? Argument(GraphQLDirective directive, string name) =>
        (directive.Arguments?.Items.Find(argument => argument.Name.Value == name)?.Value as GraphQLEnumValue)?.Name.StringValue;

    /// <summary>The value of a word; null: none, e.g. a role that an older schema had.</summary>
    private static TEnum? Parsed<TEnum>(string? constant)
        where TEnum : struct, Enum =>
        Enum.GetValues<TEnum>()
            .Where(value => string.Equals(EnumNames.ToConstantCase(value.ToString()), constant, StringComparison.Ordinal))
            .Cast<TEnum?>()
            .FirstOrDefault();

    private static string Text(ASTNode node) => new SDLPrinter().Print(node);
}
