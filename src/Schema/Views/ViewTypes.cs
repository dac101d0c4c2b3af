using GraphQL;
using GraphQL.Types;

namespace Lintel.Schema.Views;

/// <summary>The types of one view: copies of the whole graph's types with only what the view has, the same resolvers behind them.</summary>
internal sealed class ViewTypes(ViewContents contents)
{
    private readonly Dictionary<string, IGraphType> _types = new(StringComparer.Ordinal);

    public IEnumerable<IGraphType> All => _types.Values;

    /// <summary>The copy of a root; null where nothing of it is left.</summary>
    public IObjectGraphType? Root(IObjectGraphType? whole) => whole is not null && contents.Has(whole) ? (IObjectGraphType)Named(whole) : null;

    private IGraphType Of(IGraphType whole) =>
        whole switch
        {
            NonNullGraphType { ResolvedType: { } inner } => new NonNullGraphType(Of(inner)),
            ListGraphType { ResolvedType: { } inner } => new ListGraphType(Of(inner)),
            _ => Named(whole),
        };

    private IGraphType Named(IGraphType whole) =>
        _types.TryGetValue(((INamedType)whole).Name, out var known)
            ? known
            : whole switch
            {
                IInputObjectGraphType input => Input(input),
                IObjectGraphType type => Object(type),
                IInterfaceGraphType type => Interface(type),
                UnionGraphType union => Union(union),
                EnumerationGraphType values when !values.Values.All(contents.Has) => Enum(values),
                _ => _types[((INamedType)whole).Name] = whole,
            };

    private ObjectGraphType Object(IObjectGraphType whole)
    {
        var type = Known(new ObjectGraphType { IsTypeOf = whole.IsTypeOf }, whole);
        AddFields(type, whole);
        foreach (var implemented in whole.ResolvedInterfaces.Where(contents.Has))
        {
            var view = (InterfaceGraphType)Named(implemented);
            type.AddResolvedInterface(view);
            view.AddPossibleType(type);
        }

        return type;
    }

    /// <summary>Its possible types are those that the view reaches some way, and all it has where a field leads here.</summary>
    private InterfaceGraphType Interface(IInterfaceGraphType whole)
    {
        var type = Known(new InterfaceGraphType { ResolveType = Resolving(whole) }, whole);
        AddFields(type, whole);
        return type;
    }

    private UnionGraphType Union(UnionGraphType whole)
    {
        var type = Known(new UnionGraphType { ResolveType = Resolving(whole) }, whole);
        foreach (var possible in whole.PossibleTypes.Where(contents.Has))
        {
            type.AddPossibleType((IObjectGraphType)Named(possible));
        }

        return type;
    }

    private InputObjectGraphType Input(IInputObjectGraphType whole)
    {
        var type = Known(new InputObjectGraphType { IsOneOf = whole.IsOneOf }, whole);
        AddFields(type, whole);
        return type;
    }

    private EnumerationGraphType Enum(EnumerationGraphType whole)
    {
        var type = Known(new EnumerationGraphType(), whole);
        foreach (var value in whole.Values.Where(contents.Has))
        {
            type.Add(
                WithMetadata(
                    new EnumValueDefinition(value.Name, value.Value) { Description = value.Description, DeprecationReason = value.DeprecationReason },
                    value
                )
            );
        }

        return type;
    }

    private void AddFields(IComplexGraphType type, IComplexGraphType whole)
    {
        foreach (var field in whole.Fields.Where(contents.Has))
        {
            if (field.ResolvedType!.GetNamedType() is IInterfaceGraphType led) // the whole schema is initialised
            {
                foreach (var possible in led.PossibleTypes.Where(contents.Has))
                {
                    Named(possible);
                }
            }

            type.AddField(
                WithMetadata(
                    new FieldType
                    {
                        Name = field.Name,
                        Description = field.Description,
                        DeprecationReason = field.DeprecationReason,
                        ResolvedType = Of(field.ResolvedType!), // the whole schema is initialised
                        Arguments = field.Arguments is { Count: > 0 } arguments ? [.. arguments.Where(contents.Has).Select(Argument)] : null,
                        DefaultValue = field.DefaultValue,
                        Resolver = field.Resolver,
                        StreamResolver = field.StreamResolver,
                    },
                    field
                )
            );
        }
    }

    private QueryArgument Argument(QueryArgument whole) =>
        WithMetadata(
            new QueryArgument(Of(whole.ResolvedType!)) // the whole schema is initialised
            {
                Name = whole.Name,
                Description = whole.Description,
                DeprecationReason = whole.DeprecationReason,
                DefaultValue = whole.DefaultValue,
            },
            whole
        );

    /// <summary>The value's type in this view. A resolver only answers with types its field can lead to, so it is here.</summary>
    private Func<object, IObjectGraphType?> Resolving(IAbstractGraphType whole) =>
        value => whole.ResolveType?.Invoke(value) is { } type ? _types.GetValueOrDefault(type.Name) as IObjectGraphType : null;

    private T Known<T>(T type, IGraphType whole)
        where T : GraphType
    {
        type.Name = ((INamedType)whole).Name;
        type.Description = whole.Description;
        _types[type.Name] = type;
        return WithMetadata(type, whole);
    }

    private static T WithMetadata<T>(T copy, IProvideMetadata whole)
        where T : IProvideMetadata
    {
        foreach (var (key, value) in whole.Metadata)
        {
            copy.Metadata[key] = value;
        }

        return copy;
    }
}
