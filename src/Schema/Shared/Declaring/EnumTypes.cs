using System.Collections.Concurrent;
using GraphQL.Types;
using Lintel.Domain;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Deprecating;

namespace Lintel.Schema.Shared.Declaring;

/// <summary>The GraphQL enum of each domain enum, one instance each; values are printed as they are stored.</summary>
internal static class EnumTypes
{
    private static readonly ConcurrentDictionary<Type, EnumerationGraphType> Types = new();

    public static EnumerationGraphType Of<TEnum>()
        where TEnum : struct, Enum => Of(typeof(TEnum));

    public static EnumerationGraphType Of(Type type) => Types.GetOrAdd(type, Create);

    /// <summary>Whether a viewer is told of a value.</summary>
    public static bool Sees(Viewer viewer, Enum value) => Of(value.GetType()).Values.FindByValue(value)?.Rule()?.Allows(viewer) ?? true;

    public static FlagsKind FlagsOf<TEnum>()
        where TEnum : struct, Enum =>
        new(Of<TEnum>(), [.. Members(typeof(TEnum)).Select(member => (Convert.ToInt64(member, null), EnumNames.ToConstantCase(member.ToString())))]);

    private static EnumerationGraphType Create(Type type)
    {
        var words = EnumDescriptions.Of(type);
        var graphType = new EnumerationGraphType { Name = words.Name, Description = words.Description };
        foreach (var member in Members(type))
        {
            var value = new EnumValueDefinition(EnumNames.ToConstantCase(member.ToString()), member)
            {
                Description = words.Values.TryGetValue(member.ToString(), out var text)
                    ? text
                    : throw new InvalidOperationException($"{type.Name}.{member} has no description in {nameof(EnumDescriptions)}."),
            };
            value.DeprecatedBy(words.Deprecations.GetValueOrDefault(member.ToString()));
            graphType.Add(words.Rules.TryGetValue(member.ToString(), out var rule) ? value.VisibleTo(rule) : value);
        }

        return graphType;
    }

    private static IEnumerable<Enum> Members(Type type) =>
        Enum.GetValues(type)
            .Cast<Enum>()
            .Where(member => !type.IsDefined(typeof(FlagsAttribute), inherit: false) || Convert.ToInt64(member, null) != 0);
}
