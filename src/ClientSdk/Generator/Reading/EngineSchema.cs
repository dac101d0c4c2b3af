using GraphQL.Conversion;
using GraphQL.Resolvers;
using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;

namespace Lintel.Client.Generator.Reading;

/// <summary>
/// The schema as the server's own engine sees it. It is only validated against, never executed,
/// so scalars take any literal and resolvers are there in name only.
/// </summary>
internal static class EngineSchema
{
    public static Schema Build(SourceFile sdl)
    {
        var document = SchemaReader.Parse(sdl);
        try
        {
            var schema = Schema.For(
                sdl.Text,
                builder =>
                {
                    foreach (var type in document.Definitions.OfType<GraphQLTypeDefinition>())
                    {
                        if (type is GraphQLUnionTypeDefinition or GraphQLInterfaceTypeDefinition)
                        {
                            builder.Types.For(type.Name.StringValue).ResolveType = _ => null!;
                        }
                    }
                }
            );
            foreach (var scalar in document.Definitions.OfType<GraphQLScalarTypeDefinition>())
            {
                schema.RegisterType(new OpenScalar(scalar.Name.StringValue));
            }

            foreach (var field in schema.Subscription?.Fields ?? Enumerable.Empty<FieldType>())
            {
                field.StreamResolver = NeverResolved.Instance;
            }

            // The names are final: nothing is to be made camel case here.
            schema.NameConverter = DefaultNameConverter.Instance;
            schema.Initialize();
            return schema;
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException)
        {
            throw new GenerationException(new Diagnostic(DiagnosticIds.Schema, fault.Message, sdl.Path, 1, 1));
        }
    }

    private sealed class OpenScalar : ScalarGraphType
    {
        public OpenScalar(string name) => Name = name;

        public override object? ParseValue(object? value) => value;

        public override object? ParseLiteral(GraphQLValue value) => value;

        public override bool CanParseLiteral(GraphQLValue value) => true;

        public override bool CanParseValue(object? value) => true;
    }

    private sealed class NeverResolved : ISourceStreamResolver
    {
        public static NeverResolved Instance { get; } = new();

        public ValueTask<IObservable<object?>> ResolveAsync(GraphQL.IResolveFieldContext context) =>
            throw new NotSupportedException("The generator's schema is not executed.");
    }
}
