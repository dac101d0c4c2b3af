using Lintel.Data;
using Lintel.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Lintel.Schema.Shared.Reading;

/// <summary>Tables and columns as EF Core's model knows them: no name is written twice.</summary>
internal sealed class TableMap
{
    private readonly Dictionary<Type, IEntityType> _entities;

    private readonly ViewerReads? _reads;

    /// <param name="model">What is mapped where.</param>
    /// <param name="protector">What seals and opens.</param>
    /// <param name="reads">Where computed rows are read for a viewer; null: by their query itself.</param>
    /// <param name="links">What signs links to uploaded files; null: none is written.</param>
    public TableMap(IModel model, FieldProtector protector, ViewerReads? reads = null, MediaLinks? links = null)
    {
        Links = links;
        Protector = protector;
        _reads = reads;
        _entities = model.GetEntityTypes().Where(entity => !entity.HasSharedClrType).ToDictionary(entity => entity.ClrType);
        InstantsAreTicks = model
            .GetEntityTypes()
            .SelectMany(entity => entity.GetProperties())
            .Where(property => property.ClrType == typeof(DateTimeOffset))
            .Any(property => (property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType) == typeof(long));
    }

    /// <summary>The database has no instant type: they are UTC ticks.</summary>
    public bool InstantsAreTicks { get; }

    /// <summary>What opens sealed values and makes the index they are found by.</summary>
    public FieldProtector Protector { get; }

    /// <summary>What signs links to uploaded files.</summary>
    public MediaLinks? Links { get; }

    /// <summary>What stands after FROM for the rows of a type.</summary>
    public string Source(Type entity)
    {
        var mapped = Entity(entity);
        return mapped.GetSqlQuery() is { } query
            ? _reads?.Computed(mapped, query) ?? $"({query})"
            : Quote(mapped.GetTableName() ?? throw new InvalidOperationException($"{entity.Name} has no table."));
    }

    /// <summary>What a statement's last column may be, so that it says itself whether its viewer changed; null: nothing.</summary>
    public string? EpochColumn(Viewer viewer) => _reads?.EpochColumn(viewer.Role);

    /// <summary>How a property is sealed.</summary>
    public ProtectedProperty Protected(Type entity, string property) =>
        ProtectedProperty.Of(Entity(entity)).FirstOrDefault(one => string.Equals(one.Name, property, StringComparison.Ordinal))
        ?? throw new InvalidOperationException($"{entity.Name}.{property} is not sealed in its table.");

    /// <summary>How rows of a type are found by words.</summary>
    public SearchedTable Searched(Type entity) =>
        SearchedTable.Of(Entity(entity)) ?? throw new InvalidOperationException($"{entity.Name} is not searched in its table.");

    /// <summary>The columns that words are found in or through; none where the table is not searched.</summary>
    public IReadOnlyList<string> SearchedColumns(Type entity) =>
        SearchedTable.Of(Entity(entity)) is not { } table ? []
        : table.Through is (var through, _) ? [.. table.Columns.Append(through).Select(Quote)]
        : [.. table.Columns.Select(Quote)];

    public string Column(Type entity, string property) =>
        Quote(
            Entity(entity).FindProperty(property)?.GetColumnName()
                ?? throw new InvalidOperationException($"{entity.Name}.{property} is not mapped to a column.")
        );

    public bool IsNullable(Type entity, string property) => Entity(entity).FindProperty(property)?.IsNullable ?? true;

    public static string Quote(string identifier) => $"\"{identifier}\"";

    private IEntityType Entity(Type type) =>
        _entities.TryGetValue(type, out var entity) ? entity : throw new InvalidOperationException($"{type.Name} is not mapped.");
}
