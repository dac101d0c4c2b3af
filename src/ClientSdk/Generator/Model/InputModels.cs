using GraphQLParser.AST;
using Lintel.Client.Generator.Reading;

namespace Lintel.Client.Generator.Model;

/// <summary>Makes the models of enums, input objects and variables.</summary>
internal sealed class InputModels(SchemaModel schema, TypeMapper types)
{
    public IReadOnlyList<EnumModel> Enums() => [.. types.UsedEnums().Select(Enum)];

    /// <summary>The inputs used so far and those they use.</summary>
    public IReadOnlyList<InputModel> Inputs() =>
        [.. types.DequeueInputs().Select(type => Input(types.NameOf(type), type)).OrderBy(input => input.Name, StringComparer.Ordinal)];

    public InputModel Variables(GraphQLOperationDefinition operation, string name)
    {
        var definitions = operation.Variables?.Items ?? [];
        var properties = CSharpNames.Properties(definitions.Select(definition => definition.Variable.Name.StringValue), name);
        return new InputModel(
            name,
            new Documentation($"The variables of <c>{operation.Name!.StringValue}</c>. What is not set is not sent.", null, null),
            [
                .. definitions.Select(definition =>
                {
                    var variable = definition.Variable.Name.StringValue;
                    return Field(
                        properties[variable],
                        variable,
                        DefinitionReader.Reference(definition.Type),
                        definition.DefaultValue is not null,
                        new Documentation($"The variable <c>${variable}</c>.", null, null)
                    );
                }),
            ]
        )
        {
            IsVariables = true,
        };
    }

    private InputModel Input(string name, TypeDefinition type)
    {
        var properties = CSharpNames.Properties(type.Members.Select(member => member.Name), name);
        return new InputModel(
            name,
            new Documentation(type.Description ?? $"The input <c>{type.Name}</c>. What is not set is not sent.", null, null),
            [
                .. type.Members.Select(member =>
                    Field(
                        properties[member.Name],
                        member.Name,
                        member.Type,
                        member.HasDefault,
                        Documentation.Of(member, $"The field <c>{type.Name}.{member.Name}</c>.")
                    )
                ),
            ]
        );
    }

    private InputFieldModel Field(string name, string graphQLName, TypeReference type, bool hasDefault, Documentation docs)
    {
        var isRequired = !type.IsNullable && !hasDefault;
        var value = types.Input(type);
        return new InputFieldModel(name, graphQLName, isRequired ? value : value with { IsNullable = true }, isRequired, docs)
        {
            KeyProperty = value is InputValue ? KeyProperty(schema[type.Name]) : null,
        };
    }

    private string? KeyProperty(TypeDefinition input) =>
        input.Member("idempotencyKey") is { Type: NamedReference { TypeName: "String", IsNullable: true } }
            ? CSharpNames.Properties(input.Members.Select(member => member.Name), types.NameOf(input))["idempotencyKey"]
            : null;

    private static EnumModel Enum(string name, TypeDefinition type)
    {
        var used = new NameRegistry();
        var members = type
            .Members.Select(member => new EnumMemberModel(
                used.Take(CSharpNames.EnumMember(member.Name)),
                member.Name,
                Documentation.Of(member, $"The value <c>{member.Name}</c>.")
            ))
            .ToList();
        var unknown = members.Exists(member => string.Equals(member.Name, "Unknown", StringComparison.Ordinal)) ? "Unrecognized" : "Unknown";
        return new EnumModel(name, new Documentation(type.Description ?? $"The enum <c>{type.Name}</c>.", null, null), used.Take(unknown), members);
    }

    private EnumModel Enum(TypeDefinition type) => Enum(types.NameOf(type), type);
}
