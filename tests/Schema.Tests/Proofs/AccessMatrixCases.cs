using GraphQL;
using GraphQL.Types;
using Lintel.Domain;
using Lintel.Schema.Shared.Access;

namespace Lintel.Schema.Tests.Proofs;

/// <summary>One element asked for in one way, which needs everything declared that it leads over, the element last.</summary>
internal sealed record MatrixCase(string Way, string Coordinate, string Document, IReadOnlyList<IProvideMetadata> Needs)
{
    /// <summary>What the declarations say: the role has a grant for every element on the way.</summary>
    public bool IsGranted(Viewer viewer) =>
        Needs.All(element =>
            (element.Rule() ?? throw new InvalidOperationException($"{Way}: {element} does not say who may use it.")).Allows(viewer)
        );
}

/// <summary>
/// Every element of the graph in every way it can be asked for: selected over each field that leads to its type, by <c>node</c>, in a payload,
/// in an alert, in figures and groups; filtered and sorted by, at the root and through every relation; searched.
/// </summary>
internal static class AccessMatrixCases
{
    /// <summary>The leaves of a type, each selected at the end of a path.</summary>
    public static IEnumerable<(FieldType Leaf, MatrixCase Case)> Selections(SchemaPath path) =>
        from field in path.Type.Fields
        where field.ResolvedType!.GetNamedType() is not (IComplexGraphType or IAbstractGraphType) // initialised
        select (field, Selection(path, field));

    private static MatrixCase Selection(SchemaPath path, FieldType leaf) =>
        new($"{path.Operation} {path.Name}", $"{path.Type.Name}.{leaf.Name}", path.Document(SchemaPaths.Text(leaf)), [.. Needs(path), leaf]);

    /// <summary>Filters and orders of every root list.</summary>
    public static IEnumerable<MatrixCase> Inputs(ISchema schema)
    {
        foreach (var (owner, wrap) in new[] { ("Query", "{{ {0} }}"), ("Reports", "{{ reports {{ {0} }} }}") })
        {
            var type = (IObjectGraphType)schema.AllTypes[owner]!; // both are there
            var start = owner == "Query" ? [] : new List<IProvideMetadata> { schema.Query.GetField("reports")! }; // the way to Reports
            foreach (var field in type.Fields)
            {
                if (field.Arguments?.Find("search") is { } search)
                {
                    yield return new MatrixCase(
                        $"{owner}.{field.Name}(search:)",
                        $"{owner}.{field.Name}(search:)",
                        string.Format(null, wrap, $"{field.Name}(search: \"望京\") {{ totalCount }}"),
                        [.. start, field, search]
                    );
                }

                foreach (var argument in field.Arguments?.Where(argument => argument.Name is "where" or "order") ?? [])
                {
                    var needs = start.Append(field).Append(argument).ToList();
                    foreach (var (text, coordinate, used) in Values((IInputObjectGraphType)argument.ResolvedType!.GetNamedType(), depth: 2)) // inputs of lists
                    {
                        var page = (IObjectGraphType)field.ResolvedType!.GetNamedType(); // what is filtered has pages
                        var part = page.GetField("totalCount") is null ? "position" : "totalCount";
                        var list = $"{field.Name}({argument.Name}: {text}) {{ {part} }}";
                        yield return new MatrixCase(
                            $"{owner}.{field.Name}({argument.Name}: {text})",
                            coordinate,
                            string.Format(null, wrap, list),
                            [.. needs, .. used]
                        );
                    }
                }
            }
        }
    }

    /// <summary>Every leaf of a filter or order input, below as many relations as given.</summary>
    private static IEnumerable<(string Text, string Coordinate, IReadOnlyList<IProvideMetadata> Used)> Values(IInputObjectGraphType input, int depth)
    {
        foreach (var field in input.Fields.Where(field => field.Name is not ("and" or "or" or "not")))
        {
            if (field.ResolvedType!.GetNamedType() is not IInputObjectGraphType inner) // initialised
            {
                yield return ($"{{{field.Name}: {Leaf(field)}}}", $"{input.Name}.{field.Name}", [field]);
            }
            else if (inner.GetField("eq") is not null || inner.GetField("all") is not { ResolvedType: IInputObjectGraphType } and not null)
            {
                yield return ($"{{{field.Name}: {{}}}}", $"{input.Name}.{field.Name}", [field]);
            }
            else if (depth > 0)
            {
                foreach (var (text, coordinate, used) in Values(inner, inner.GetField("some") is null ? depth - 1 : depth))
                {
                    yield return ($"{{{field.Name}: {text}}}", coordinate, [field, .. used]);
                }
            }
        }
    }

    private static string Leaf(FieldType field) => field.ResolvedType is EnumerationGraphType { Name: "SortDirection" } ? "DESC" : "null";

    /// <summary>The declared elements on a path: its fields, and the types whose rows they lead to.</summary>
    private static IEnumerable<IProvideMetadata> Needs(SchemaPath path)
    {
        foreach (var step in path.Steps)
        {
            if (step.Field is { } field)
            {
                yield return field;
                foreach (
                    var argument in (field.Arguments ?? []).Where(argument => argument is { ResolvedType: NonNullGraphType, DefaultValue: null })
                )
                {
                    yield return argument;
                }

                if (field.ResolvedType!.GetNamedType() is IObjectGraphType type && type.Rule() is not null) // initialised
                {
                    yield return type;
                }
            }
            else if (step.Narrowed is { } narrowed && narrowed.Rule() is not null)
            {
                yield return narrowed;
            }
        }
    }
}
