using GraphQLParser.AST;

namespace Lintel.Client.Generator.Reading;

/// <summary>Turns single definitions of the schema's syntax tree into the model.</summary>
internal static class DefinitionReader
{
    public static TypeDefinition Type(GraphQLTypeDefinition definition) =>
        definition switch
        {
            GraphQLObjectTypeDefinition type => Named(type, TypeKind.Object) with
            {
                Members = Fields(type.Fields),
                Interfaces = Names(type.Interfaces),
            },
            GraphQLInterfaceTypeDefinition type => Named(type, TypeKind.Interface) with
            {
                Members = Fields(type.Fields),
                Interfaces = Names(type.Interfaces),
            },
            GraphQLUnionTypeDefinition type => Named(type, TypeKind.Union) with { UnionMembers = Names(type.Types) },
            GraphQLEnumTypeDefinition type => Named(type, TypeKind.Enum) with { Members = Values(type.Values) },
            GraphQLInputObjectTypeDefinition type => Named(type, TypeKind.Input) with { Members = InputFields(type.Fields) },
            _ => Named(definition, TypeKind.Scalar),
        };

    /// <summary>A type with what an <c>extend</c> adds to it.</summary>
    public static TypeDefinition Extend(TypeDefinition type, GraphQLTypeExtension addition) =>
        addition switch
        {
            GraphQLObjectTypeExtension more => type with
            {
                Members = [.. type.Members, .. Fields(more.Fields)],
                Interfaces = [.. type.Interfaces, .. Names(more.Interfaces)],
                Key = Key(more.Directives) ?? type.Key,
            },
            GraphQLInterfaceTypeExtension more => type with
            {
                Members = [.. type.Members, .. Fields(more.Fields)],
                Interfaces = [.. type.Interfaces, .. Names(more.Interfaces)],
            },
            GraphQLUnionTypeExtension more => type with { UnionMembers = [.. type.UnionMembers, .. Names(more.Types)] },
            GraphQLEnumTypeExtension more => type with { Members = [.. type.Members, .. Values(more.Values)] },
            GraphQLInputObjectTypeExtension more => type with { Members = [.. type.Members, .. InputFields(more.Fields)] },
            GraphQLScalarTypeExtension more => type with { RuntimeType = Argument(more.Directives, "runtimeType", "name") ?? type.RuntimeType },
            _ => type,
        };

    public static TypeReference Reference(GraphQLType type, bool isNullable = true) =>
        type switch
        {
            GraphQLNonNullType inner => Reference(inner.Type, isNullable: false),
            GraphQLListType list => new ListReference(Reference(list.Type), isNullable),
            GraphQLNamedType named => new NamedReference(named.Name.StringValue, isNullable),
            _ => throw new InvalidOperationException($"Unexpected type node {type.Kind}."),
        };

    private static TypeDefinition Named(GraphQLTypeDefinition definition, TypeKind kind) =>
        SchemaReader.Empty(definition.Name.StringValue, kind, Text(definition.Description));

    private static List<MemberDefinition> Fields(IEnumerable<GraphQLFieldDefinition>? fields) =>
        [
            .. (fields ?? []).Select(field => new MemberDefinition(
                field.Name.StringValue,
                Reference(field.Type),
                Text(field.Description),
                Deprecation(field.Directives),
                AccessText.Of(field.Directives),
                HasDefault: false
            )
            {
                Cost = CostFacts.Of(field),
            }),
        ];

    private static List<MemberDefinition> InputFields(IEnumerable<GraphQLInputValueDefinition>? fields) =>
        [
            .. (fields ?? []).Select(field => new MemberDefinition(
                field.Name.StringValue,
                Reference(field.Type),
                Text(field.Description),
                Deprecation(field.Directives),
                AccessText.Of(field.Directives),
                field.DefaultValue is not null
            )),
        ];

    private static List<MemberDefinition> Values(IEnumerable<GraphQLEnumValueDefinition>? values) =>
        [
            .. (values ?? []).Select(value => new MemberDefinition(
                value.Name.StringValue,
                new NamedReference("", IsNullable: false),
                Text(value.Description),
                Deprecation(value.Directives),
                AccessText.Of(value.Directives),
                HasDefault: false
            )),
        ];

    private static List<string> Names(IEnumerable<GraphQLNamedType>? types) => [.. (types ?? []).Select(type => type.Name.StringValue)];

    private static string? Text(GraphQLDescription? description) => description is null ? null : description.Value.ToString().Trim();

    private static string? Deprecation(GraphQLDirectives? directives) =>
        directives?.Any(directive => directive.Name.Value == "deprecated") == true
            ? Argument(directives, "deprecated", "reason") ?? "No longer supported"
            : null;

    /// <summary>The fields of <c>@key(fields: "a b")</c>; null where there is none.</summary>
    public static IReadOnlyList<string>? Key(GraphQLDirectives? directives) =>
        Argument(directives, "key", "fields")?.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string? Argument(GraphQLDirectives? directives, string directive, string argument) =>
        directives
            ?.FirstOrDefault(candidate => candidate.Name.Value == directive)
            ?.Arguments?.FirstOrDefault(candidate => candidate.Name.Value == argument)
            ?.Value
            is GraphQLStringValue text
            ? text.Value.ToString()
            : null;
}
