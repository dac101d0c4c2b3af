using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;

namespace Lintel.Client.Generator.Reading;

/// <summary>All operations and fragments of a client as one parsed document.</summary>
internal sealed record OperationSet(JoinedSource Source, GraphQLDocument Document)
{
    public IEnumerable<GraphQLOperationDefinition> Operations =>
        Document.Definitions.OfType<GraphQLOperationDefinition>().OrderBy(operation => operation.Name!.StringValue, StringComparer.Ordinal);

    public IEnumerable<GraphQLFragmentDefinition> Fragments =>
        Document.Definitions.OfType<GraphQLFragmentDefinition>().OrderBy(fragment => fragment.FragmentName.Name.StringValue, StringComparer.Ordinal);

    public GraphQLFragmentDefinition Fragment(string name) => Fragments.First(fragment => fragment.FragmentName.Name.Value == name);

    public Diagnostic At(string id, string message, ASTNode node)
    {
        var before = Source.Text.AsSpan(0, node.Location.Start);
        return Source.At(id, message, before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'));
    }
}

internal static class OperationReader
{
    public static OperationSet Read(IReadOnlyList<SourceFile> files)
    {
        var problems = files.Select(SyntaxProblem).OfType<Diagnostic>().ToList();
        if (problems.Count > 0)
        {
            throw new GenerationException(problems);
        }

        // A file may hold nothing but comments; the parser wants at least one definition.
        var source = new JoinedSource(files.Where(HasDefinitions));
        return new OperationSet(source, source.Text.Length == 0 ? new GraphQLDocument([]) : Parser.Parse(source.Text));
    }

    private static bool HasDefinitions(SourceFile file) =>
        file.Text.Split('\n').Any(line => line.AsSpan().Trim() is { Length: > 0 } text && text[0] != '#');

    private static Diagnostic? SyntaxProblem(SourceFile file)
    {
        if (!HasDefinitions(file))
        {
            return null;
        }

        try
        {
            Parser.Parse(file.Text);
            return null;
        }
        catch (GraphQLSyntaxErrorException fault)
        {
            return new Diagnostic(DiagnosticIds.Syntax, fault.Description, file.Path, fault.Location.Line, fault.Location.Column);
        }
    }
}
