using System.Globalization;
using System.Text.Json.Nodes;
using GraphQL;
using GraphQL.Types;
using Lintel.Schema.Shared.Scalars;

namespace Lintel.Schema.Tests.Proofs.NonInterference;

/// <summary>Arguments of fields, and the cursors that earlier answers gave away.</summary>
internal sealed class Arguments(KnownValues known, InputWriter inputs, Random random)
{
    private readonly List<string> _lists = [];
    private readonly Dictionary<int, List<string>> _cursors = [];

    /// <summary>The operations written so far: what <c>explainAccess</c> is asked about.</summary>
    public List<string> Documents { get; } = ["{ listings { totalCount } }"];

    /// <summary>A cursor that an answer gave under the name of its list.</summary>
    public void Keep(int list, string cursor)
    {
        if (!_cursors.TryGetValue(list, out var kept))
        {
            _cursors[list] = kept = [];
        }

        kept.Add(cursor);
    }

    /// <summary>Page, filter, search and order of a connection; and the number its cursors are known by.</summary>
    public (string Text, int List) OfConnection(OperationDraft draft, FieldType field, string rows)
    {
        var texts = new List<string>();
        var order = "";
        foreach (var argument in field.Arguments!) // connections have arguments
        {
            var input = argument.ResolvedType!.GetNamedType() as IInputObjectGraphType; // initialised
            if (argument.Name == "where" && random.Next(10) < 5)
            {
                texts.Add($"where: {draft.Value(input!.Name, input, inputs.Where(input, depth: random.Next(4)))}"); // where is an input
            }
            else if (argument.Name == "order" && random.Next(10) < 4)
            {
                var keys = inputs.Order(input!); // order is a list of inputs
                order = keys.ToJsonString();
                texts.Add($"order: {draft.Value($"[{input!.Name}!]", argument.ResolvedType!, keys)}"); // as above
            }
            else if (argument.Name == "search" && !draft.IsVaried && random.Next(10) < 2)
            {
                texts.Add($"search: {draft.Value("String", argument.ResolvedType!, inputs.Search(rows[..^"Connection".Length]))}"); // as above
            }
        }

        var name = rows + order;
        var list = _lists.IndexOf(name);
        if (list < 0)
        {
            list = _lists.Count;
            _lists.Add(name);
        }

        texts.AddRange(Page(draft, list));
        return (texts.Count == 0 ? "" : $"({string.Join(", ", texts)})", list);
    }

    /// <summary>The arguments of any other field; empty when it needs none.</summary>
    public string Of(OperationDraft draft, FieldType field)
    {
        var texts = (field.Arguments ?? []).Select(argument => Of(draft, argument)).OfType<string>().ToList();
        return texts.Count == 0 ? "" : $"({string.Join(", ", texts)})";
    }

    private string? Of(OperationDraft draft, QueryArgument argument) =>
        argument.Name switch
        {
            "at" => string.Create(CultureInfo.InvariantCulture, $"at: {random.Next(0, 21) / 20m}"),
            "first" when random.Next(2) == 0 => string.Create(CultureInfo.InvariantCulture, $"first: {random.Next(1, 6)}"),
            "id" => $"id: {draft.Value("ID!", argument.ResolvedType!, inputs.One(known.Ids))}", // initialised
            "ids" =>
                $"ids: {draft.Value("[ID!]!", argument.ResolvedType!, new JsonArray([.. inputs.Pick(known.Ids, random.Next(1, 12)).Select(id => (JsonNode)id)]))}", // initialised
            "document" => $"document: {OperationDraft.Quoted(inputs.One(Documents))}",
            "role" when random.Next(2) == 0 =>
                $"role: {((EnumerationGraphType)argument.ResolvedType!.GetNamedType()).Values.ElementAt(random.Next(10)).Name}", // initialised
            _ => null,
        };

    private IEnumerable<string> Page(OperationDraft draft, int list)
    {
        var size = random.Next(0, 8);
        var cursors = _cursors.GetValueOrDefault(list) ?? (random.Next(8) == 0 ? _cursors.Values.FirstOrDefault() : null);
        return random.Next(6) switch
        {
            0 => [Size("first")],
            1 => [Size("last")],
            2 or 3 when cursors is not null => [Size("first"), Cursor("after", cursors)],
            4 when cursors is not null => [Size("last"), Cursor("before", cursors)],
            _ => [],
        };

        string Size(string name) => $"{name}: {(draft.IsVaried ? draft.Value("Int", ScalarTypes.Int, size) : size)}";

        string Cursor(string name, List<string> from)
        {
            var cursor = inputs.One(from);
            return $"{name}: {(draft.IsVaried ? draft.Value("String", ScalarTypes.String, cursor) : OperationDraft.Quoted(cursor))}";
        }
    }
}
