using GraphQL;
using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Visitors;

namespace Lintel.Schema;

/// <summary>A schema as text: the whole graph, or the view of a role.</summary>
public static class SchemaExport
{
    private static readonly string[] Roots = ["Query", "Mutation", "Subscription"];

    /// <summary>
    /// A schema in SDL; of the whole graph, what stands in <c>schema.graphql</c>. Directives and roots come first, then the types by
    /// name; fields keep the order of their declaration, which is the order to read them in.
    /// </summary>
    public static string Sdl(ISchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return Print(Parsed(schema));
    }

    private static GraphQLDocument Parsed(ISchema schema)
    {
        schema.Initialize();
        var document = Parser.Parse(schema.Print());
        var ordered = document.Definitions.OrderBy(Rank).ThenBy(NameOf, StringComparer.Ordinal).ToList();
        document.Definitions.Clear();
        document.Definitions.AddRange(ordered);
        return document;
    }

    private static string Print(GraphQLDocument document) => new SDLPrinter().Print(document).ReplaceLineEndings("\n").Trim() + "\n";

    private static int Rank(ASTNode definition) =>
        definition switch
        {
            GraphQLSchemaDefinition => 0,
            GraphQLDirectiveDefinition => 1,
            GraphQLTypeDefinition type when Array.IndexOf(Roots, type.Name.StringValue) is >= 0 and var at => 2 + at,
            _ => 2 + Roots.Length,
        };

    private static string NameOf(ASTNode definition) =>
        definition switch
        {
            GraphQLTypeDefinition type => type.Name.StringValue,
            _ => "",
        };
}
