using GraphQL.Types;
using Lintel.Domain;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Scalars;

namespace Lintel.Schema.Shared.Errors;

/// <summary>
/// The error <see cref="StaleVersion"/> as a type for each type of object, e.g. StaleListing, so that <c>current</c> is of one type: partners'
/// generators make one class for it. What they share is an interface.
/// </summary>
internal sealed class StaleTypes
{
    private readonly GraphTypeBuilder _types;
    private readonly UserErrorTypes _errors;
    private readonly Dictionary<string, ObjectGraphType> _known = new(StringComparer.Ordinal);

    public StaleTypes(GraphTypeBuilder types, UserErrorTypes errors)
    {
        (_types, _errors) = (types, errors);
        UserErrorTypes.AddCommon(Interface, resolves: false);
        AddVersions(Interface, resolves: false);
    }

    /// <summary>What all of them share.</summary>
    public InterfaceGraphType Interface { get; } =
        new()
        {
            Name = nameof(StaleVersion),
            Description = "The object changed since you read it. Nothing was written.",
            ResolveType = _ => throw new InvalidOperationException("No field is of this type; unions say which of its types they have."),
        };

    /// <summary>The error of a mutation of this subject.</summary>
    public ObjectGraphType Of(EntityType subject)
    {
        if (_known.TryGetValue(subject.Name, out var known))
        {
            return known;
        }

        var type = new ObjectGraphType
        {
            Name = "Stale" + subject.Name,
            Description = $"The {subject.Name} changed since you read it. Nothing was written.",
        };
        _known[subject.Name] = type;
        _errors.Complete(type);
        AddVersions(type, resolves: true);
        type.AddField(
            _types.RootReference(
                subject,
                "current",
                "The object as you see it now, which may be newer than currentVersion; null if you may see it no more.",
                context => ((StaleVersion)context.Source!).Key // an error is its own source
            )
        );
        type.AddResolvedInterface(Interface);
        Interface.AddPossibleType(type);
        return type;
    }

    private static void AddVersions(IComplexGraphType type, bool resolves)
    {
        UserErrorTypes.Add(
            type,
            "currentVersion",
            new NonNullGraphType(ScalarTypes.Long),
            "The version the object is at: give it as expectedVersion when you try again.",
            resolves ? error => ((StaleVersion)error).CurrentVersion : null
        );
        UserErrorTypes.Add(
            type,
            "changedFields",
            new ListGraphType(new NonNullGraphType(ScalarTypes.String)),
            "The fields of the object that were changed from expectedVersion to currentVersion, in the order of its type: those that you see clear, "
                + "without version and without lists of other objects. A field that is computed is named with what it is computed from. Null: not "
                + "known, because it is longer ago than 30 days (Lintel:Retention:VersionHistory) or the object never had expectedVersion.",
            resolves ? error => ((StaleVersion)error).ChangedFields : null
        );
    }
}
