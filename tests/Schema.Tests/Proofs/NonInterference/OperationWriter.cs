using GraphQL;
using GraphQL.Types;

namespace Lintel.Schema.Tests.Proofs.NonInterference;

/// <summary>Writes operations out of the graph as one role has it.</summary>
internal sealed class OperationWriter(ISchema view, Arguments arguments, InputWriter inputs, IReadOnlyList<string> refused, Random random)
{
    private static readonly string[] Introspections =
    [
        "{ __schema { queryType { name } types { name fields { name } } } }",
        "{ __type(name: \"Deal\") { fields { name type { name kind } } } }",
        "{ __type(name: \"ListingFilterInput\") { inputFields { name } } }",
        "{ schema }",
        "{ graphVersion viewer { name role } }",
        "{ listings { nodes { floorPriec } } }",
    ];

    public Operation Write()
    {
        var operation = random.Next(100) switch
        {
            < 3 => new Operation(inputs.One(Introspections), "{}"),
            < 10 => new Operation(inputs.One(refused), "{}"),
            < 14 => Draft(["explainAccess"]),
            < 30 => Draft([inputs.One(["node", "nodes"])]),
            _ => Draft([.. inputs.Pick(Roots(), random.Next(1, 3))]),
        };
        arguments.Documents.Add(operation.Document);
        return operation;
    }

    /// <summary>An operation that only reads rows, in every manner of the language: see <see cref="OperationDraft.IsVaried"/>.</summary>
    public Operation WriteRead() =>
        random.Next(100) < 20
            ? Draft([inputs.One(["node", "nodes"])], isVaried: true)
            : Draft([.. inputs.Pick([.. Roots(), "graphVersion"], random.Next(1, 4))], isVaried: true);

    private List<string> Roots() =>
        [
            .. view
                .Query.Fields.Select(field => field.Name)
                .Where(name => name is not ("node" or "nodes" or "schema" or "explainAccess" or "graphVersion")),
        ];

    private Operation Draft(IReadOnlyList<string> roots, bool isVaried = false)
    {
        var draft = new OperationDraft(random) { IsVaried = isVaried };
        return draft.Finish(string.Join(' ', roots.Select(root => Field(draft, view.Query.GetField(root)!, depth: 3)))); // taken from it
    }

    private string Field(OperationDraft draft, FieldType field, int depth)
    {
        var type = field.ResolvedType!.GetNamedType(); // initialised
        if (type is not (IComplexGraphType or UnionGraphType))
        {
            var text = field.Arguments is { Count: > 0 } ? arguments.Of(draft, field) : "";
            return (text.Length > 0 || random.Next(8) == 0 ? draft.NewName("x") + ": " : "") + field.Name + text + Directive(draft);
        }

        draft.Budget--;
        if (type.Name.EndsWith("Connection", StringComparison.Ordinal))
        {
            var (text, list) = arguments.OfConnection(draft, field, type.Name);
            var connection = $"{draft.NewName("c")}: {field.Name}{text}";
            var selected = $"{connection}{Directive(draft)} {{ {Connection(draft, (IObjectGraphType)type, list, depth)} }}";
            return draft.IsVaried && random.Next(6) == 0
                ? $"{selected} {connection} {{ __typename totalCount pageInfo {{ start: startCursor }} }}"
                : selected;
        }

        var alias = field.Name == "key" ? "" : draft.NewName("o") + ": ";
        return $"{alias}{field.Name}{arguments.Of(draft, field)}{(field.Name == "key" ? "" : Directive(draft))} {{ {Selection(draft, type, depth)} }}";
    }

    private string Connection(OperationDraft draft, IObjectGraphType connection, int list, int depth)
    {
        var rows = connection.GetField("nodes")!.ResolvedType!.GetNamedType(); // connections have nodes
        var parts = new List<string>();
        foreach (var part in inputs.Pick(["nodes", "edges", "pageInfo", "totalCount", "aggregate"], random.Next(1, 4)))
        {
            parts.Add(
                part switch
                {
                    "nodes" => $"nodes {{ {Selection(draft, rows, depth - 1)} }}",
                    "edges" => $"edges {{ k{list}: cursor node {{ {Selection(draft, rows, depth - 1)} }} }}",
                    "pageInfo" => $"pageInfo {{ hasNextPage hasPreviousPage startCursor k{list}: endCursor }}",
                    "aggregate" => $"aggregate {{ {Selection(draft, connection.GetField("aggregate")!.ResolvedType!.GetNamedType(), depth)} }}", // as above
                    _ => part,
                }
            );
        }

        return string.Join(' ', parts);
    }

    private string Selection(OperationDraft draft, IGraphType type, int depth)
    {
        if (type is IAbstractGraphType open)
        {
            // Fields of one name differ in type between members: each has names of its own.
            var members = inputs.Pick(open.PossibleTypes.ToList(), 4).Select(member => $"... on {member.Name} {{ {Aliased(draft, member, depth)} }}");
            return $"__typename {(type is IInterfaceGraphType ? "id " : "")}{string.Join(' ', members)}";
        }

        // What is left of a budget is less after every operation.
        var fields = ((IComplexGraphType)type).Fields.Where(field => field.Name != "rateLimit").ToList();
        var leaves = fields.Where(field => field.ResolvedType!.GetNamedType() is not (IComplexGraphType or UnionGraphType)).ToList(); // initialised
        var texts = inputs.Pick(leaves, random.Next(1, 9)).Select(field => Field(draft, field, depth)).ToList();
        var isFigure = type.Name.EndsWith("Aggregate", StringComparison.Ordinal) || type.Name.EndsWith("Group", StringComparison.Ordinal);
        foreach (
            var field in inputs.Pick(fields.Except(leaves).Where(field => field.Name != "key").ToList(), random.Next(texts.Count == 0 ? 1 : 0, 3))
        )
        {
            if (draft.Budget > 0 && (depth > 0 || isFigure) || texts.Count == 0)
            {
                texts.Add(Field(draft, field, depth - 1));
            }
        }

        if (fields.Find(field => field.Name == "key") is { } key)
        {
            texts.Add(Field(draft, key, depth));
        }

        if (texts.Count == 0 || (draft.IsVaried && random.Next(6) == 0))
        {
            texts.Add("__typename");
        }

        if (draft.IsVaried && random.Next(6) == 0)
        {
            texts.Insert(0, inputs.One(texts));
        }

        return Wrapped(draft, type, string.Join(' ', texts));
    }

    private string Wrapped(OperationDraft draft, IGraphType type, string selection) =>
        random.Next(12) switch
        {
            0 => $"... on {type.Name}{Directive(draft)} {{ {selection} }}",
            1 => $"... {{ {selection} }}",
            2 => draft.Fragment(type.Name, selection) + Directive(draft),
            3 when type is IObjectGraphType { ResolvedInterfaces.Count: > 0 } => $"... on Node {{ id }} {selection}",
            _ => selection,
        };

    private string Aliased(OperationDraft draft, IObjectGraphType type, int depth)
    {
        var leaves = type.Fields.Where(field => field.ResolvedType!.GetNamedType() is not (IComplexGraphType or UnionGraphType)).ToList(); // initialised
        var rest = type.Fields.Except(leaves).ToList();
        var texts = inputs.Pick(leaves, random.Next(1, 6)).Select(field => $"{draft.NewName("x")}: {field.Name}{Directive(draft)}").ToList();
        texts.AddRange(inputs.Pick(rest, random.Next(0, 2)).Select(field => Field(draft, field, depth - 1)));
        return string.Join(' ', texts);
    }

    private string Directive(OperationDraft draft) =>
        random.Next(25) switch
        {
            0 => $" @skip(if: {draft.Value("Boolean!", new BooleanGraphType(), random.Next(3) == 0, documentOutOf: 1)})",
            1 => $" @include(if: {draft.Value("Boolean!", new BooleanGraphType(), random.Next(3) > 0, documentOutOf: 1)})",
            _ => "",
        };
}
