namespace Lintel.Schema.Shared.Declaring;

/// <summary>Every declared type, by entity and by name.</summary>
internal sealed class DeclaredGraph(IEnumerable<EntityType> types)
{
    private readonly Dictionary<Type, EntityType> _byEntity = types.ToDictionary(type => type.Entity);

    /// <summary>Every entity type of this assembly, each found by being there.</summary>
    public static DeclaredGraph OfThisAssembly() =>
        new(
            typeof(DeclaredGraph)
                .Assembly.GetTypes()
                .Where(type => type is { IsAbstract: false, IsClass: true } && typeof(EntityType).IsAssignableFrom(type))
                .OrderBy(type => type.FullName, StringComparer.Ordinal)
                .Select(type => (EntityType)Activator.CreateInstance(type)!) // a class has an instance
        );

    public IReadOnlyCollection<EntityType> Types => _byEntity.Values;

    public EntityType For(Type entity) =>
        _byEntity.TryGetValue(entity, out var type) ? type : throw new InvalidOperationException($"{entity.Name} is not in the graph.");

    /// <summary>The same graph with a franchise's own fields on some of its types.</summary>
    public DeclaredGraph With(ILookup<Type, FieldDeclaration> custom) =>
        new(Types.Select(type => custom.Contains(type.Entity) ? type.With(custom[type.Entity]) : type));

    public EntityType? Named(string name) => _byEntity.Values.FirstOrDefault(type => string.Equals(type.Name, name, StringComparison.Ordinal));
}
