namespace Lintel.Client.Generator.Model;

/// <summary>Finds what the members of a hierarchy have in common.</summary>
internal static class Hierarchies
{
    public static HierarchyModel Of(string name, Documentation docs, IReadOnlyList<ClassModel> known, ClassModel unknown)
    {
        var shared = new List<PropertyModel>();
        var lifted = new List<PropertyModel>();
        foreach (var property in known[0].Properties.Where(property => !IsTypeName(property)))
        {
            var others = known.Select(member => member.Property(property.ResponseName)).ToList();
            var fallback = unknown.Property(property.ResponseName);
            if (others.Exists(other => other is null || !SameBut(other, property)))
            {
                continue;
            }

            if (fallback is { IsPromised: true } && others.TrueForAll(other => other!.Type == fallback.Type))
            {
                shared.Add(fallback);
            }
            else if (fallback is null || SameBut(fallback, property))
            {
                lifted.Add(property with { Type = property.Type with { IsNullable = true } });
            }
        }

        return new HierarchyModel(name, docs, shared, lifted, unknown.Interfaces, known, unknown);
    }

    public static bool IsTypeName(PropertyModel property) => string.Equals(property.ResponseName, "__typename", StringComparison.Ordinal);

    /// <summary>Same name and type, but for being nullable.</summary>
    private static bool SameBut(PropertyModel one, PropertyModel other) =>
        string.Equals(one.Name, other.Name, StringComparison.Ordinal) && one.Type with { IsNullable = true } == other.Type with { IsNullable = true };
}
