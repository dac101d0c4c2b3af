using GraphQL;
using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Visitors;
using Lintel.Domain;
using Lintel.Schema.Shared.Access;

namespace Lintel.Schema;

/// <summary>The schema as text: whole, or as one role sees it.</summary>
public static class SchemaExport
{
    private static readonly string[] Roots = ["Query", "Mutation", "Subscription"];

    /// <summary>
    /// The whole schema in SDL: what stands in <c>schema.graphql</c>. Directives and roots come first, then the types by
    /// name; fields keep the order of their declaration, which is the order to read them in.
    /// </summary>
    public static string Sdl(ISchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return Print(Parsed(schema));
    }

    /// <summary>Only what a role may use: elements without a grant are gone, and so is what only they led to.</summary>
    public static string Sdl(ISchema schema, Role role)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var document = Parsed(schema);
        RemoveDenied(document, schema, new Viewer { Name = "export", Role = role });
        RemoveUnreachable(document);
        return Print(document);
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

    private static void RemoveDenied(GraphQLDocument document, ISchema schema, Viewer viewer)
    {
        foreach (var definition in document.Definitions.OfType<GraphQLTypeDefinition>())
        {
            switch (schema.AllTypes[definition.Name.Value], definition)
            {
                case (IComplexGraphType type, GraphQLObjectTypeDefinition { Fields: { } fields }):
                    fields.Items.RemoveAll(field => IsDenied(type, field.Name.Value, schema, viewer));
                    break;
                case (IComplexGraphType type, GraphQLInputObjectTypeDefinition { Fields: { } fields }):
                    fields.Items.RemoveAll(field => IsDenied(type, field.Name.Value, schema, viewer));
                    break;
            }
        }
    }

    private static bool IsDenied(IComplexGraphType type, ROM field, ISchema schema, Viewer viewer) =>
        type.GetField(field) is { } definition
        && (
            definition.Rule() is { } rule && !rule.Allows(viewer)
            || definition.ResolvedType?.GetNamedType() is IObjectGraphType target && target.Rule() is { } rows && !rows.Allows(viewer)
        );

    /// <summary>Keeps the types the roots lead to; a type that lost all its fields goes, and what pointed to it with it.</summary>
    private static void RemoveUnreachable(GraphQLDocument document)
    {
        while (true)
        {
            var empty = document
                .Definitions.OfType<GraphQLTypeDefinition>()
                .Where(type =>
                    type is GraphQLObjectTypeDefinition { Fields.Items.Count: 0 } or GraphQLInputObjectTypeDefinition { Fields.Items.Count: 0 }
                )
                .Select(type => type.Name.StringValue)
                .ToHashSet(StringComparer.Ordinal);
            document.Definitions.RemoveAll(definition => definition is GraphQLTypeDefinition type && empty.Contains(type.Name.StringValue));
            var removed = 0;
            foreach (var definition in document.Definitions)
            {
                removed += definition switch
                {
                    GraphQLObjectTypeDefinition { Fields: { } fields } => fields.Items.RemoveAll(field => empty.Contains(NameOf(field.Type))),
                    GraphQLInputObjectTypeDefinition { Fields: { } fields } => fields.Items.RemoveAll(field => empty.Contains(NameOf(field.Type))),
                    GraphQLUnionTypeDefinition { Types: { } types } => types.Items.RemoveAll(type => empty.Contains(type.Name.StringValue)),
                    _ => 0,
                };
            }

            if (removed == 0)
            {
                break;
            }
        }

        var reached = Reached(document);
        document.Definitions.RemoveAll(definition => definition is GraphQLTypeDefinition type && !reached.Contains(type.Name.StringValue));
        foreach (var roots in document.Definitions.OfType<GraphQLSchemaDefinition>())
        {
            roots.OperationTypes.RemoveAll(root => !reached.Contains(NameOf(root.Type!))); // parsed from text, where it stands
        }
    }

    private static HashSet<string> Reached(GraphQLDocument document)
    {
        var types = document.Definitions.OfType<GraphQLTypeDefinition>().ToDictionary(type => type.Name.StringValue, StringComparer.Ordinal);
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Stack<string>(Roots);
        foreach (var directive in document.Definitions.OfType<GraphQLDirectiveDefinition>())
        {
            foreach (var argument in directive.Arguments?.Items ?? [])
            {
                waiting.Push(NameOf(argument.Type));
            }
        }

        while (waiting.TryPop(out var name))
        {
            if (types.TryGetValue(name, out var type) && reached.Add(name))
            {
                foreach (var next in LeadsTo(type))
                {
                    waiting.Push(next);
                }
            }
        }

        return reached;
    }

    private static IEnumerable<string> LeadsTo(GraphQLTypeDefinition type) =>
        type switch
        {
            GraphQLObjectTypeDefinition definition => FieldsLeadTo(definition.Fields)
                .Concat((definition.Interfaces?.Items ?? []).Select(one => one.Name.StringValue)),
            GraphQLInterfaceTypeDefinition definition => FieldsLeadTo(definition.Fields),
            GraphQLInputObjectTypeDefinition definition => (definition.Fields?.Items ?? []).Select(field => NameOf(field.Type)),
            GraphQLUnionTypeDefinition definition => (definition.Types?.Items ?? []).Select(one => one.Name.StringValue),
            _ => [],
        };

    private static IEnumerable<string> FieldsLeadTo(GraphQLFieldsDefinition? fields) =>
        (fields?.Items ?? []).SelectMany(field =>
            (field.Arguments?.Items ?? []).Select(argument => NameOf(argument.Type)).Append(NameOf(field.Type))
        );

    private static string NameOf(GraphQLType type) =>
        type switch
        {
            GraphQLNonNullType wrapper => NameOf(wrapper.Type),
            GraphQLListType wrapper => NameOf(wrapper.Type),
            GraphQLNamedType named => named.Name.StringValue,
            _ => throw new InvalidOperationException($"{type.Kind} is no type reference."),
        };
}
