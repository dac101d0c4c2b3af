using GraphQL.Types;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Shared.Deprecating;

/// <summary>The words an element is deprecated in.</summary>
internal static class DeprecationWords
{
    /// <summary>
    /// Deprecates a field of an entity type, and with it what is derived from it in <c>where</c>, <c>order</c> and <c>aggregate</c>. Dates are
    /// written yyyy-MM-dd; between them lie at least twelve months, or the server does not start.
    /// </summary>
    public static T Deprecated<T>(this T element, string instead, string since, string removedAfter)
        where T : ElementDeclaration
    {
        element.Deprecation = Deprecation.Of(instead, since, removedAfter);
        return element;
    }

    /// <summary>Deprecates a field, argument, input field or enum value where there is a deprecation.</summary>
    public static T DeprecatedBy<T>(this T element, Deprecation? deprecation)
        where T : IProvideDeprecationReason
    {
        if (deprecation is not null)
        {
            element.DeprecationReason = deprecation.Reason;
        }

        return element;
    }
}

/// <summary>Deprecates an input field of a mutation; dates are written yyyy-MM-dd.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DeprecatedAttribute(string instead, string since, string removedAfter) : Attribute
{
    public Deprecation Deprecation { get; } = Deprecation.Of(instead, since, removedAfter);
}
