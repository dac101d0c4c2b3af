using GraphQLParser.AST;
using GraphQLParser.Visitors;

namespace Lintel.Client.Generator.Reading;

/// <summary>
/// What <c>strictSchemaValidation</c> adds to the engine's own checks: every directive that is used is declared, and what is extended is there.
/// </summary>
internal sealed class SchemaCheck : ASTVisitor<SchemaCheck.Walk>
{
    private static readonly string[] BuiltIn = ["deprecated", "include", "oneOf", "skip", "specifiedBy"];

    /// <summary>Directives for clients, as Strawberry Shake has them; the server's schema does not declare them.</summary>
    private static readonly string[] ForClients = ["enumValue", "key", "rename", "runtimeType", "serializationType"];

    public static async Task<IReadOnlyList<Diagnostic>> ProblemsAsync(SourceFile schema, SourceFile? extensions, CancellationToken cancellationToken)
    {
        var document = SchemaReader.Parse(schema);
        List<string> declared =
        [
            .. document.Definitions.OfType<GraphQLDirectiveDefinition>().Select(directive => directive.Name.StringValue),
            .. BuiltIn,
        ];
        var walk = new Walk(schema, declared, [], cancellationToken);
        await new SchemaCheck().VisitAsync(document, walk).ConfigureAwait(false);
        if (extensions is null)
        {
            return walk.Problems;
        }

        var additions = SchemaReader.Parse(extensions);
        var types = document.Definitions.OfType<GraphQLTypeDefinition>().Select(type => type.Name.StringValue).ToHashSet(StringComparer.Ordinal);
        types.UnionWith(["Boolean", "Float", "ID", "Int", "String"]);
        foreach (var addition in additions.Definitions.OfType<GraphQLTypeExtension>().Where(addition => !types.Contains(addition.Name.StringValue)))
        {
            var name = addition.Name.StringValue;
            walk.Problems.Add(
                extensions.At(
                    DiagnosticIds.Schema,
                    $"The schema has no type '{name}' to extend.{Hints.Nearest(name, types)}",
                    addition.Name.Location.Start
                )
            );
        }

        var own = additions.Definitions.OfType<GraphQLDirectiveDefinition>().Select(directive => directive.Name.StringValue);
        await new SchemaCheck()
            .VisitAsync(additions, walk with { File = extensions, Declared = [.. declared, .. ForClients, .. own] })
            .ConfigureAwait(false);
        return walk.Problems;
    }

    protected override ValueTask VisitDirectiveAsync(GraphQLDirective directive, Walk context)
    {
        var name = directive.Name.StringValue;
        if (!context.Declared.Contains(name, StringComparer.Ordinal))
        {
            var hint = Hints.Nearest(name, context.Declared) is { Length: > 0 } near ? near : " Declare it, or set strictSchemaValidation to false.";
            context.Problems.Add(
                context.File.At(DiagnosticIds.Schema, $"The directive '@{name}' is not declared.{hint}", directive.Name.Location.Start)
            );
        }

        return base.VisitDirectiveAsync(directive, context);
    }

    internal sealed record Walk(SourceFile File, IReadOnlyList<string> Declared, List<Diagnostic> Problems, CancellationToken CancellationToken)
        : IASTVisitorContext;
}
