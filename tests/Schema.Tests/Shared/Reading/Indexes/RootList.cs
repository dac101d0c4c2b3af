using GraphQL;
using GraphQL.Types;
using Lintel.Schema.Shared.Nodes;

namespace Lintel.Schema.Tests.Shared.Reading.Indexes;

/// <summary>A list at the root of a role's graph, with what can be asked of it: taken from the schema, so what is new there is asked too.</summary>
/// <param name="Name">The field.</param>
/// <param name="Type">The type of its rows.</param>
internal sealed record RootList(string Name, IObjectGraphType Type)
{
    private static readonly Guid Id = new("0195a000-0000-7000-8000-000000000001");

    /// <summary>The fields it can be ordered by.</summary>
    public required IReadOnlyList<string> Orders { get; init; }

    /// <summary>Each comparison of each field of its own: the field, the comparison, the filter.</summary>
    public required IReadOnlyList<(string Field, string Comparison, string Where)> Filters { get; init; }

    /// <summary>All of its references, and all of its lists a page each.</summary>
    public string Below =>
        string.Join(
            ' ',
            Type.Fields.Where(element => element.Name != "id")
                .Select(element =>
                    element.ResolvedType!.GetNamedType() is not IObjectGraphType below ? ""
                    : IsComputed(below) ? ""
                    : below.Fields.Any(part => part.Name == "nodes") ? $"{element.Name}(first: 5) {{ nodes {{ __typename }} }}"
                    : $"{element.Name} {{ __typename }}"
                )
        );

    /// <summary>The lists of a graph over rows of a table.</summary>
    public static IEnumerable<RootList> Of(ISchema schema) =>
        from field in schema.Query.Fields
        let order = field.Arguments?.Find("order")?.ResolvedType?.GetNamedType() as IInputObjectGraphType
        let filter = field.Arguments?.Find("where")?.ResolvedType?.GetNamedType() as IInputObjectGraphType
        where order is not null && filter is not null
        let type = (IObjectGraphType)((IObjectGraphType)field.ResolvedType!.GetNamedType()).Fields.Find("nodes")!.ResolvedType!.GetNamedType()
        select new RootList(field.Name, type)
        {
            Orders = [.. order.Fields.Select(one => one.Name)],
            Filters = [.. filter.Fields.SelectMany(one => FiltersOf(type, one))],
        };

    private static IEnumerable<(string, string, string)> FiltersOf(IObjectGraphType type, FieldType field) =>
        field.ResolvedType!.GetNamedType() is IInputObjectGraphType comparisons && comparisons.Fields.All(one => !IsInput(one.ResolvedType!))
            ? comparisons
                .Fields.Select(one => (field.Name, one.Name, $"{{ {field.Name}: {{ {one.Name}: {Literal(type, one.ResolvedType!)} }} }}"))
                .Concat(RangeOf(type, field, comparisons))
            : [];

    /// <summary>From one value to another, which is how ranges are asked for.</summary>
    private static IEnumerable<(string, string, string)> RangeOf(IObjectGraphType type, FieldType field, IInputObjectGraphType comparisons) =>
        comparisons.Fields.Find("gte") is { ResolvedType: { } value }
            ? [(field.Name, "gte lte", $"{{ {field.Name}: {{ gte: {Literal(type, value)}, lte: {Literal(type, value)} }} }}")]
            : [];

    /// <summary>Rows without an id are counted from all that they sum up.</summary>
    private static bool IsComputed(IObjectGraphType connection) =>
        connection.Fields.Find("nodes") is { } nodes && ((IObjectGraphType)nodes.ResolvedType!.GetNamedType()).Fields.Find("id") is null;

    private static bool IsInput(IGraphType type) => type.GetNamedType() is IInputObjectGraphType;

    private static string Literal(IObjectGraphType of, IGraphType type) =>
        type switch
        {
            NonNullGraphType required => Literal(of, required.ResolvedType!),
            ListGraphType list => $"[{Literal(of, list.ResolvedType!)}]",
            EnumerationGraphType members => members.Values.First().Name,
            INamedType { Name: "ID" } => $"\"{GlobalId.Encode(of.Name, Id)}\"",
            INamedType { Name: "String" } => "\"望京\"",
            INamedType { Name: "Boolean" } => "true",
            INamedType { Name: "Date" } => "\"2026-01-05\"",
            INamedType { Name: "DateTime" } => "\"2026-01-05T03:04:05Z\"",
            INamedType { Name: "Int" or "Long" or "Decimal" } => "3",
            var other => throw new InvalidOperationException($"No value of {other}."),
        };
}
