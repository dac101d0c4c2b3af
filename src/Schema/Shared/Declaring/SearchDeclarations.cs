using System.Linq.Expressions;
using Lintel.Domain;
using Lintel.Schema.Shared.Reading;

namespace Lintel.Schema.Shared.Declaring;

/// <summary>What is marked with <c>Search()</c>: whether it may be, and how a caller is told.</summary>
internal static class SearchDeclarations
{
    /// <summary>Stops the start where a search could find what a selection does not show, or the database searches other columns.</summary>
    public static void Check(DeclaredGraph graph, TableMap tables)
    {
        foreach (var type in graph.Types)
        {
            foreach (var reference in type.References.Where(reference => reference.IsSearched))
            {
                Check(type, reference, graph.For(reference.Target));
            }

            var declared = string.Join(", ", ColumnsOf(type, tables).Order(StringComparer.Ordinal));
            var searched = string.Join(", ", tables.SearchedColumns(type.Entity).Order(StringComparer.Ordinal));
            if (!string.Equals(declared, searched, StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"{type.Name} declares to be searched by {declared}; its table is searched by {searched}.");
            }
        }
    }

    /// <summary>What the argument of a type's connections says; null: it cannot be searched.</summary>
    public static string? Describe(DeclaredGraph graph, EntityType type)
    {
        if (!type.Fields.Any(field => field.CanSearch))
        {
            return null;
        }

        var places = NamesOf(type)
            .Concat(
                type.References.Where(reference => reference.IsSearched)
                    .SelectMany(r => NamesOf(graph.For(r.Target)).Select(name => $"{r.Name}.{name}"))
            );
        return $"Only rows in which every word of this is found; looked for in {string.Join(", ", places)}. "
            + "Words stand between spaces and are found anywhere in a text, literally; case of ASCII letters and full or half width do not matter. "
            + $"At most {SearchWords.MostWords} words and {SearchWords.MostCharacters} characters; null or blank: all rows.";
    }

    private static IEnumerable<string> NamesOf(EntityType type) => type.Fields.Where(field => field.CanSearch).Select(field => field.Name);

    /// <summary>What is found by another row must not tell of one that somebody may not see.</summary>
    private static void Check(EntityType type, ReferenceDeclaration reference, EntityType target)
    {
        var isOpen =
            reference.Access.AsRow
            && target.Rows is { Parent: null, All: null } rows
            && rows.Rule.IsForEveryone
            && !typeof(IPlaced).IsAssignableFrom(target.Entity);
        if (!isOpen || !target.Fields.Any(field => field.CanSearch))
        {
            throw new InvalidOperationException(
                $"{type.Name}.{reference.Name} cannot be searched through: it leads to rows that somebody may not see, or to none that are searched."
            );
        }
    }

    private static IEnumerable<string> ColumnsOf(EntityType type, TableMap tables) =>
        type
            .Fields.Where(field => field.CanSearch)
            .Select(field => ((MemberExpression)field.Value!.Body).Member.Name) // Search() takes nothing else
            .Concat(type.References.Where(reference => reference.IsSearched).Select(reference => reference.KeyProperty))
            .Select(property => tables.Column(type.Entity, property));
}
