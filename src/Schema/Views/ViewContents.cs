using GraphQL;
using GraphQL.Types;
using Lintel.Domain;
using Lintel.Schema.Shared.Access;

namespace Lintel.Schema.Views;

/// <summary>
/// What of the graph one role has: the elements it has a grant for, without what only denied ones led to. A type that lost
/// everything is gone, and so is what needs it.
/// </summary>
internal sealed class ViewContents
{
    private readonly Viewer _viewer;
    private readonly HashSet<string> _gone = new(StringComparer.Ordinal);

    public ViewContents(ISchema whole, Role? role)
    {
        _viewer = role is null ? Viewer.Anonymous : new Viewer { Name = "view", Role = role };
        var types = whole.AllTypes.Where(type => !type.Name.StartsWith("__", StringComparison.Ordinal)).ToList();
        int before;
        do
        {
            before = _gone.Count;
            _gone.UnionWith(types.Where(IsEmpty).Select(type => type.Name));
        } while (_gone.Count > before);
    }

    public bool Has(INamedType type) => !_gone.Contains(type.Name);

    public bool Has(FieldType field) =>
        IsGranted(field)
        && Has(field.ResolvedType!.GetNamedType())
        && (field.Arguments?.All(argument => !IsRequired(argument) || Has(argument)) ?? true); // the whole schema is initialised

    public bool Has(QueryArgument argument) => IsGranted(argument) && Has(argument.ResolvedType!.GetNamedType()); // the whole schema is initialised

    public bool Has(EnumValueDefinition value) => IsGranted(value);

    private bool IsEmpty(IGraphType type) =>
        !IsGranted(type)
        || type switch
        {
            IInputObjectGraphType input => !input.Fields.Any(Has) || input.Fields.Any(field => IsRequired(field) && !Has(field)),
            IComplexGraphType complex => !complex.Fields.Any(Has),
            UnionGraphType union => !union.PossibleTypes.Any(Has),
            EnumerationGraphType values => !values.Values.Any(Has),
            _ => false,
        };

    private bool IsGranted(IProvideMetadata element) => element.Rule()?.Allows(_viewer) ?? true;

    private static bool IsRequired(FieldType field) => field is { ResolvedType: NonNullGraphType, DefaultValue: null };

    private static bool IsRequired(QueryArgument argument) => argument is { ResolvedType: NonNullGraphType, DefaultValue: null };
}
