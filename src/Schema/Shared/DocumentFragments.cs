using GraphQLParser;
using GraphQLParser.AST;

namespace Lintel.Schema.Shared;

/// <summary>Finds the fragments of a document by name.</summary>
internal static class DocumentFragments
{
    public static GraphQLFragmentDefinition? Fragment(this GraphQLDocument document, ROM name) =>
        document.Definitions.OfType<GraphQLFragmentDefinition>().FirstOrDefault(fragment => fragment.FragmentName.Name == name);
}
