using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;

namespace Lintel.Client.Generator.Reading;

/// <summary>Reads SDL, and the extensions a client adds to it, into a <see cref="SchemaModel"/>.</summary>
internal static class SchemaReader
{
    public static SchemaModel Read(SourceFile schema, SourceFile? extensions)
    {
        var document = Parse(schema);
        List<ASTNode> additions = [.. document.Definitions.Where(node => node is GraphQLTypeExtension)];
        if (extensions is not null)
        {
            additions.AddRange(Parse(extensions).Definitions);
        }

        var types = new Dictionary<string, TypeDefinition>(StringComparer.Ordinal);
        foreach (var scalar in new[] { "Boolean", "Float", "ID", "Int", "String" })
        {
            types[scalar] = Empty(scalar, TypeKind.Scalar, null);
        }

        foreach (var definition in document.Definitions.OfType<GraphQLTypeDefinition>())
        {
            types[definition.Name.StringValue] = DefinitionReader.Type(definition);
        }

        foreach (var addition in additions.OfType<GraphQLTypeExtension>())
        {
            if (types.TryGetValue(addition.Name.StringValue, out var type))
            {
                types[type.Name] = DefinitionReader.Extend(type, addition);
            }
        }

        return new SchemaModel(types, Roots(document))
        {
            DefaultKey =
                additions
                    .OfType<GraphQLSchemaExtension>()
                    .Select(addition => DefinitionReader.Key(addition.Directives))
                    .FirstOrDefault(key => key is not null)
                ?? ["id"],
            HasCosts = document.Definitions.OfType<GraphQLDirectiveDefinition>().Any(directive => directive.Name.Value == "cost"),
        };
    }

    public static GraphQLDocument Parse(SourceFile file)
    {
        try
        {
            return Parser.Parse(file.Text);
        }
        catch (GraphQLSyntaxErrorException fault)
        {
            throw new GenerationException(
                new Diagnostic(DiagnosticIds.Schema, fault.Description, file.Path, fault.Location.Line, fault.Location.Column)
            );
        }
    }

    public static TypeDefinition Empty(string name, TypeKind kind, string? description) =>
        new(name, kind, description)
        {
            Members = [],
            Interfaces = [],
            UnionMembers = [],
        };

    private static Dictionary<OperationType, string> Roots(GraphQLDocument document)
    {
        var roots = new Dictionary<OperationType, string>
        {
            [OperationType.Query] = "Query",
            [OperationType.Mutation] = "Mutation",
            [OperationType.Subscription] = "Subscription",
        };
        foreach (var definition in document.Definitions.OfType<GraphQLSchemaDefinition>())
        {
            foreach (var root in definition.OperationTypes)
            {
                roots[root.Operation] = root.Type!.Name.StringValue;
            }
        }

        return roots;
    }
}
