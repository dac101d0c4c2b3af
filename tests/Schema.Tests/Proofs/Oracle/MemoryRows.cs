using System.Globalization;
using System.Text;
using Lintel.Domain;
using Lintel.Domain.Platform;
using Lintel.Schema.Platform;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Nodes;
using Lintel.Schema.Tests.Proofs.NonInterference;

namespace Lintel.Schema.Tests.Proofs.Oracle;

/// <summary>A row in memory and the type that shows it.</summary>
internal sealed record MemoryRow(EntityType Type, object Entity);

/// <summary>All that one viewer sees, decided in memory: which rows, which of their values, how far behind a mask.</summary>
internal sealed class MemoryRows
{
    private readonly LoadedRows _rows;
    private readonly RowSight _sight;
    private readonly Dictionary<Type, IReadOnlyList<MemoryRow>> _seen = [];
    private readonly Dictionary<(object, ElementDeclaration), Mask?> _shown = [];
    private readonly Dictionary<(Guid, Guid), CustomValue> _custom;

    private MemoryRows(DeclaredGraph graph, LoadedRows rows, Viewer viewer)
    {
        (Graph, _rows, Viewer) = (graph, rows, viewer);
        _sight = new RowSight(graph, rows, viewer);
        _custom = rows.Of(typeof(CustomValue)).Cast<CustomValue>().ToDictionary(value => (value.FieldId, value.RecordId));
    }

    public DeclaredGraph Graph { get; }
    public Viewer Viewer { get; }

    public static async Task<MemoryRows> LoadAsync(Graph graph, Viewer viewer)
    {
        await using var db = graph.Database.Open();
        var rows = await LoadedRows.LoadAsync(db);
        var custom = rows.Of(typeof(CustomField))
            .Cast<CustomField>()
            .Where(field => field.FranchiseId == viewer.FranchiseId && field.ArchivedAt is null);
        return new MemoryRows(((DeclaredGraph)graph.Service(typeof(DeclaredGraph))).With(CustomFieldDeclarations.Of(custom)), rows, viewer);
    }

    /// <summary>Every row of a type that the viewer sees.</summary>
    public IReadOnlyList<MemoryRow> Seen(EntityType type)
    {
        if (!_seen.TryGetValue(type.Entity, out var seen))
        {
            _seen[type.Entity] = seen = [.. _rows.Of(type.Entity).Where(_sight.Sees).Select(row => new MemoryRow(type, row))];
        }

        return seen;
    }

    /// <summary>A row by its key; null: there is none, or it is out of sight.</summary>
    public MemoryRow? Find(EntityType type, Guid? key) =>
        key is { } given ? Seen(type).FirstOrDefault(row => Get(row.Entity, type.KeyProperty!).Equals(given)) : null; // only nodes have keys

    public MemoryRow? Follow(MemoryRow row, ReferenceDeclaration reference) =>
        Shows(row, reference) is null ? null : Find(Graph.For(reference.Target), (Guid?)Property(row.Entity, reference.KeyProperty));

    /// <summary>The rows that point to this one; null where the viewer may not see the collection.</summary>
    public IReadOnlyList<MemoryRow>? Children(MemoryRow row, CollectionDeclaration collection) =>
        Shows(row, collection) is null
            ? null
            :
            [
                .. Seen(Graph.For(collection.Target))
                    .Where(one => Equals(Property(one.Entity, collection.ForeignKeyProperty), Get(row.Entity, row.Type.KeyProperty!))), // collections hang on nodes
            ];

    /// <summary>A value as it is compared, sorted and counted with: what is not seen clear is missing.</summary>
    public object? Comparable(MemoryRow row, FieldDeclaration field) =>
        Shows(row, field) == Mask.None && Stored(row, field) is { } value ? Key(field.Kind, value) : null;

    /// <summary>A value as the graph shows it.</summary>
    public object? Shown(MemoryRow row, FieldDeclaration field) =>
        Shows(row, field) is not { } mask || Stored(row, field) is not { } value ? null
        : field.Kind is IdKind id ? GlobalId.Encode(id.TypeName, (Guid)value)
        : field.Kind is SubjectIdKind ? GlobalId.Encode("", (Guid)value)[1..]
        : value is Enum members && field.Kind is FlagsKind ? MembersOf(members)
        : value is Enum or DateTimeOffset ? value
        : value is string text ? Masked(mask, text)
        : InGraph(field.Kind, Key(field.Kind, value));

    /// <summary>A value to be compared, of a row or of a filter, in the one form such values are compared in.</summary>
    public static object Key(ValueKind kind, object value) =>
        (kind, value) switch
        {
            (HundredthsKind, decimal amount) => (long)(amount * 100),
            (HundredthsKind or WholeNumberKind or FlagsKind, _) => Convert.ToInt64(value, CultureInfo.InvariantCulture),
            (_, DateTimeOffset instant) => instant.UtcTicks,
            (_, Enum member) => EnumNames.ToConstantCase(member.ToString()),
            _ => value,
        };

    /// <summary>A compared value as the graph shows it.</summary>
    public static object InGraph(ValueKind kind, object key) =>
        kind switch
        {
            HundredthsKind => (long)key * 0.01m,
            InstantKind => new DateTimeOffset((long)key, TimeSpan.Zero),
            _ => key,
        };

    /// <summary>Text goes by its bytes, an id too.</summary>
    public static int Compare(object left, object right) =>
        (left, right) switch
        {
            (string one, string other) => Encoding.UTF8.GetBytes(one).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other)),
            (Guid one, Guid other) => one.ToByteArray(bigEndian: true).AsSpan().SequenceCompareTo(other.ToByteArray(bigEndian: true)),
            _ => Comparer<object>.Default.Compare(left, right),
        };

    public static object? Property(object row, string name) => row.GetType().GetProperty(name)!.GetValue(row); // declared by this name

    private static object Get(object row, string name) => Property(row, name)!; // a key

    private Mask? Shows(MemoryRow row, ElementDeclaration element)
    {
        if (!_shown.TryGetValue((row.Entity, element), out var mask))
        {
            _shown[(row.Entity, element)] = mask = _sight.Shows(row.Type, row.Entity, element);
        }

        return mask;
    }

    private object? Stored(MemoryRow row, FieldDeclaration field) =>
        field.Custom is not { } custom ? RowSight.ValueOf(field, row.Entity)
        : _custom.TryGetValue((custom.FieldId, (Guid)Get(row.Entity, row.Type.KeyProperty!)), out var value) ? Property(value, custom.Property)
        : null;

    private static List<object> MembersOf(Enum flags) =>
        [.. Enum.GetValues(flags.GetType()).Cast<Enum>().Where(member => Convert.ToInt64(member, null) != 0 && flags.HasFlag(member))];

    private static string Masked(Mask mask, string text) =>
        mask switch
        {
            Mask.None => text,
            Mask.Name => text.Length == 0 ? "" : text[..(char.IsHighSurrogate(text[0]) ? 2 : 1)] + "**",
            _ => string.Concat(text.Select((character, at) => text.Length <= 7 || (at >= 3 && at < text.Length - 4) ? '*' : character)),
        };
}
