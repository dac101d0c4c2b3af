using System.Globalization;
using GraphQL;
using GraphQL.Types;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Nodes;
using Lintel.Schema.Tests.Proofs.Oracle;

namespace Lintel.Schema.Tests.Proofs.Pagination;

/// <summary>A connection to be walked: where it stands, and the rows it has in memory.</summary>
/// <param name="Name">How messages call it.</param>
/// <param name="Document">A selection around it, in which <c>%</c> stands for the arguments and the selection of the connection.</param>
/// <param name="Type">Of which rows.</param>
/// <param name="OrderInput">The type of its order.</param>
/// <param name="Rows">The rows the viewer sees in it, in no order.</param>
internal sealed record PagedList(string Name, string Document, EntityType Type, IInputObjectGraphType OrderInput, IReadOnlyList<MemoryRow> Rows)
{
    /// <summary>Every list of the viewer's graph that can be sorted: at the root, in the reports, and below the row that has the most rows in it.</summary>
    public static IEnumerable<PagedList> Of(ISchema view, MemoryRows rows)
    {
        foreach (var field in view.Query.Fields)
        {
            if (ListOf(field, rows) is var (type, order))
            {
                yield return new PagedList(field.Name, $"{{ list: {field.Name}% }}", type, order, rows.Seen(type));
            }
        }

        foreach (var field in (view.Query.GetField("reports")?.ResolvedType!.GetNamedType() as IObjectGraphType)?.Fields ?? []) // initialised
        {
            if (ListOf(field, rows) is var (type, order))
            {
                yield return new PagedList($"reports.{field.Name}", $"{{ reports {{ list: {field.Name}% }} }}", type, order, rows.Seen(type));
            }
        }

        foreach (var parent in rows.Graph.Types.Where(type => type.IsNode))
        {
            foreach (var field in (view.AllTypes[parent.Name] as IObjectGraphType)?.Fields ?? [])
            {
                if (ListOf(field, rows) is var (type, order) && Fullest(rows, parent, field.Name) is var (row, children))
                {
                    yield return new PagedList(
                        $"{parent.Name}.{field.Name}",
                        $"{{ node(id: \"{GlobalId.Encode(parent.Name, (Guid)MemoryRows.Property(row.Entity, parent.KeyProperty!)!)}\") {{ ... on {parent.Name} {{ list: {field.Name}% }} }} }}", // a node
                        type,
                        order,
                        children
                    );
                }
            }
        }
    }

    public bool IsNested => Name.Contains('.', StringComparison.Ordinal);

    /// <summary>What tells its rows apart in an answer: the id, or all they can be sorted by.</summary>
    public IReadOnlyList<string> Marks => Type.IsNode ? ["id"] : [.. OrderInput.Fields.Select(key => key.Name)];

    public string MarkOf(MemoryRow row, MemoryRows rows) =>
        string.Join('|', Marks.Select(name => Text(rows.Shown(row, (FieldDeclaration)row.Type.Find(name)!)))); // fields of the type

    /// <summary>The marks of its rows in an order.</summary>
    public IEnumerable<string> InOrder(MemoryRows rows, string field, bool isDescending) =>
        InOrder(rows, new MemoryOrder(rows, Type, new[] { new Dictionary<string, object?> { [field] = Direction(isDescending) } }));

    public IEnumerable<string> InOrder(MemoryRows rows, MemoryOrder order) =>
        Rows.OrderBy(order.PositionOf, Comparer<object?[]>.Create(order.Compare)).Select(row => MarkOf(row, rows));

    private static object Direction(bool isDescending) =>
        FilterInputs.SortDirectionType.Values.First(value => value.Name == (isDescending ? "DESC" : "ASC")).Value!; // both have one

    private static (EntityType Type, IInputObjectGraphType Order)? ListOf(FieldType field, MemoryRows rows) =>
        field.ResolvedType!.GetNamedType() is { } type // initialised
        && type.Name.EndsWith("Connection", StringComparison.Ordinal)
        && field.Arguments?.Find("order")?.ResolvedType!.GetNamedType() is IInputObjectGraphType order
        && rows.Graph.Named(type.Name[..^"Connection".Length]) is { } listed
            ? (listed, order)
            : null;

    private static (MemoryRow Row, IReadOnlyList<MemoryRow> Children)? Fullest(MemoryRows rows, EntityType parent, string field) =>
        rows.Seen(parent)
            .Select(row => (Row: row, Children: rows.Children(row, (CollectionDeclaration)parent.Find(field)!) ?? [])) // a connection of the type
            .Where(one => one.Children.Count > 1)
            .OrderByDescending(one => one.Children.Count)
            .Select(one => ((MemoryRow, IReadOnlyList<MemoryRow>)?)one)
            .FirstOrDefault();

    private static string Text(object? value) =>
        value switch
        {
            DateTimeOffset date => date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
}
