using GraphQLParser.AST;

namespace Lintel.Schema.Comparing;

/// <summary>Whether an element may change its type without breaking who uses it.</summary>
internal static class TypeVariance
{
    /// <summary>Whoever reads the old type can read the new one: null may be ruled out, at any depth.</summary>
    public static bool CanBeRead(GraphQLType old, GraphQLType current) =>
        (old, current) switch
        {
            (GraphQLNonNullType one, GraphQLNonNullType other) => CanBeRead(one.Type, other.Type),
            (GraphQLNonNullType, _) => false,
            (_, GraphQLNonNullType other) => CanBeRead(old, other.Type),
            (GraphQLListType one, GraphQLListType other) => CanBeRead(one.Type, other.Type),
            _ => IsSameName(old, current),
        };

    /// <summary>Whatever could be given for the old type can be given for the new one: null may be allowed, at any depth.</summary>
    public static bool CanBeGiven(GraphQLType old, GraphQLType current) =>
        (old, current) switch
        {
            (GraphQLNonNullType one, GraphQLNonNullType other) => CanBeGiven(one.Type, other.Type),
            (GraphQLNonNullType one, _) => CanBeGiven(one.Type, current),
            (GraphQLListType one, GraphQLListType other) => CanBeGiven(one.Type, other.Type),
            _ => IsSameName(old, current),
        };

    /// <summary>The type behind lists and non-nulls.</summary>
    public static string NameOf(GraphQLType type) =>
        type switch
        {
            GraphQLNonNullType { Type: var inner } => NameOf(inner),
            GraphQLListType { Type: var inner } => NameOf(inner),
            _ => ((GraphQLNamedType)type).Name.StringValue,
        };

    private static bool IsSameName(GraphQLType old, GraphQLType current) =>
        (old, current) is (GraphQLNamedType one, GraphQLNamedType other) && one.Name.Value == other.Name.Value;
}
