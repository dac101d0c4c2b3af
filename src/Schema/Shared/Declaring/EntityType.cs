using System.Linq.Expressions;
using System.Reflection;
using Lintel.Domain;
using Lintel.Domain.Platform;
using Lintel.Schema.Shared.Access;

namespace Lintel.Schema.Shared.Declaring;

/// <summary>
/// One object type of the graph over one entity. From this declaration come the GraphQL type with its directives,
/// the <c>where</c> and <c>order</c> inputs, the read plan, the row predicate and the access matrix.
/// </summary>
internal abstract class EntityType(string name, string description, Type entity)
{
    private List<ElementDeclaration> _elements = [];

    public string Name { get; } = name;
    public string Description { get; } = description;
    public Type Entity { get; } = entity;

    /// <summary>The RESO resource this type is; null when it is none.</summary>
    public string? ResoResource { get; protected set; }

    /// <summary>Which rows whom; null until declared, and then the server does not start.</summary>
    public RowRule? Rows { get; protected set; }

    /// <summary>The property that is the row's key; null for computed rows, which are no nodes.</summary>
    public string? KeyProperty { get; protected set; }

    /// <summary>The properties that complete every order, so that it is total.</summary>
    public IReadOnlyList<string> TieBreakers { get; protected set; } = [];

    /// <summary>The order used when the caller asks for none: field name and direction.</summary>
    public IReadOnlyList<(string Field, bool Descending)> DefaultOrder { get; protected set; } = [];

    public bool IsNode => KeyProperty is not null;
    public IReadOnlyList<ElementDeclaration> Elements => _elements;
    public IEnumerable<FieldDeclaration> Fields => _elements.OfType<FieldDeclaration>();
    public IEnumerable<ReferenceDeclaration> References => _elements.OfType<ReferenceDeclaration>();
    public IEnumerable<CollectionDeclaration> Collections => _elements.OfType<CollectionDeclaration>();

    public ElementDeclaration? Find(string element) => _elements.Find(e => string.Equals(e.Name, element, StringComparison.Ordinal));

    /// <summary>The same type with fields of a franchise's own after ours.</summary>
    public EntityType With(IEnumerable<FieldDeclaration> custom)
    {
        var extended = (EntityType)MemberwiseClone();
        extended._elements = [.. _elements, .. custom];
        return extended;
    }

    protected T Add<T>(T element)
        where T : ElementDeclaration
    {
        if (CustomField.IsCustom(element.Name))
        {
            throw new InvalidOperationException($"{Name}.{element.Name}: names that start with {CustomField.Prefix} belong to the franchises.");
        }

        if (Find(element.Name) is not null)
        {
            throw new InvalidOperationException($"{Name}.{element.Name} is declared twice.");
        }

        _elements.Add(element);
        return element;
    }
}

/// <summary>
/// The words a type is declared in: one line a field, in the order name, value, who may see it, description;
/// then what else it can do (<c>.Filter()</c>, <c>.Order()</c>, <c>.Reso(…)</c>). There is no way to leave access out.
/// </summary>
internal abstract class EntityType<T>(string name, string description) : EntityType(name, description, typeof(T))
    where T : class
{
    /// <summary>The rule of an element that adds nothing to that of its row.</summary>
    protected static AccessRule WithRow => AccessRule.WithRow;

    /// <summary>Declares the key and the <c>id</c> field.</summary>
    protected void Node(Expression<Func<T, Guid>> key)
    {
        KeyProperty = PropertyOf(key).Name;
        TieBreakers = [KeyProperty];
        Add(
            new FieldDeclaration("id", key, new IdKind(Name), nullable: false, WithRow, "Opaque global id; never changes, never used again.").Filter()
        );
    }

    /// <summary>Declares rows that are computed and have no id: these properties tell them apart.</summary>
    protected void Computed(params Expression<Func<T, object?>>[] key) => TieBreakers = [.. key.Select(part => PropertyOf(part).Name)];

    /// <summary>
    /// Declares who sees which rows. <paramref name="own"/> says which rows are the viewer's own;
    /// <paramref name="shared"/> adds rows that every role with a grant sees beside its scope; <paramref name="opened"/> says what of a
    /// store's rows its cooperations open.
    /// </summary>
    protected void RowsFor(
        AccessRule rule,
        Expression<Func<T, Viewer, bool>>? own = null,
        Expression<Func<T, Viewer, bool>>? shared = null,
        Expression<Func<T, Viewer, bool>>? all = null,
        Expression<Func<T, Viewer, bool>>? opened = null
    ) =>
        Rows = new RowRule(rule)
        {
            Own = own,
            Shared = shared,
            All = all,
            Opened = opened,
        };

    /// <summary>Declares that a row is seen by whoever sees the row it belongs to.</summary>
    protected void RowsWith<TParent>(Expression<Func<T, Guid>> parentKey, AccessRule rule) =>
        Rows = new RowRule(rule) { Parent = typeof(TParent), ParentKeyProperty = PropertyOf(parentKey).Name };

    protected void Reso(string resource) => ResoResource = resource;

    protected void OrderedBy(params (string Field, bool Descending)[] order) => DefaultOrder = order;

    protected FieldDeclaration Text(string field, Expression<Func<T, string?>> value, AccessRule access, string text) =>
        Value(field, value, TextKind.Instance, access, text);

    /// <summary>Personal data, sealed in its column (see <c>builder.Protect</c>); its filter is equality only, and nothing is sorted by it.</summary>
    protected FieldDeclaration Protected(string field, Expression<Func<T, string?>> value, AccessRule access, string text) =>
        Value(field, value, new ProtectedTextKind(PropertyOf(value).Name), access, text);

    /// <summary>The address of a file that may be kept here: then it is shown as a signed link.</summary>
    protected FieldDeclaration FileUrl(string field, Expression<Func<T, string?>> value, AccessRule access, string text) =>
        Value(field, value, new FileUrlKind(), access, text);

    /// <summary>Money: the value is in fen, the field in yuan.</summary>
    protected FieldDeclaration Money(string field, Expression<Func<T, long?>> fen, AccessRule access, string text) =>
        Value(field, fen, HundredthsKind.Instance, access, text);

    /// <summary>Area: the value is in dm², the field in ㎡.</summary>
    protected FieldDeclaration Area(string field, Expression<Func<T, long?>> dm2, AccessRule access, string text) =>
        Value(field, dm2, HundredthsKind.Instance, access, text);

    protected FieldDeclaration Int(string field, Expression<Func<T, int?>> value, AccessRule access, string text) =>
        Value(field, value, WholeNumberKind.Int, access, text);

    protected FieldDeclaration Long(string field, Expression<Func<T, long?>> value, AccessRule access, string text) =>
        Value(field, value, WholeNumberKind.Long, access, text);

    protected FieldDeclaration Flag(string field, Expression<Func<T, bool?>> value, AccessRule access, string text) =>
        Value(field, value, BooleanKind.Instance, access, text);

    protected FieldDeclaration Date(string field, Expression<Func<T, DateOnly?>> value, AccessRule access, string text) =>
        Value(field, value, DateKind.Instance, access, text);

    protected FieldDeclaration Instant(string field, Expression<Func<T, DateTimeOffset?>> value, AccessRule access, string text) =>
        Value(field, value, InstantKind.Instance, access, text);

    protected FieldDeclaration Enum<TEnum>(string field, Expression<Func<T, TEnum?>> value, AccessRule access, string text)
        where TEnum : struct, Enum =>
        EnumDescriptions.Of(typeof(TEnum)).Rules.Values.All(IsForAllOfItsRows)
            ? Value(field, value, new EnumKind(EnumTypes.Of<TEnum>()), access, text)
            : throw new InvalidOperationException($"{Name}.{field}: single values of {typeof(TEnum).Name} have rules, which a column does not keep.");

    /// <summary>Whoever may see a row may use what has this rule.</summary>
    private bool IsForAllOfItsRows(AccessRule rule) =>
        Rows is { } rows && rows.Rule.Grants.All(grant => rule.Of(grant.Role).Any(one => one is { Scope: Scope.All, Mask: Mask.None }));

    /// <summary>A set of flags, shown as a list.</summary>
    protected FieldDeclaration Set<TEnum>(string field, Expression<Func<T, TEnum?>> value, AccessRule access, string text)
        where TEnum : struct, Enum => Value(field, value, EnumTypes.FlagsOf<TEnum>(), access, text);

    /// <summary>A reference along a navigation to one row of another type.</summary>
    protected ReferenceDeclaration One<TTarget>(string field, Expression<Func<T, TTarget?>> navigation, AccessRule access, string text)
        where TTarget : class
    {
        var property = PropertyOf(navigation);
        var key = typeof(T).GetProperty(property.Name + "Id") ?? throw new InvalidOperationException($"{Name}.{field}: no {property.Name}Id.");
        return Add(
            new ReferenceDeclaration(field, key.Name, typeof(TTarget), Nullable.GetUnderlyingType(key.PropertyType) is not null, access, text)
        );
    }

    /// <summary>A reference by a key that is of no navigation: to a row that may be gone, or be one of another type.</summary>
    protected ReferenceDeclaration One<TTarget>(string field, Expression<Func<T, Guid?>> key, AccessRule access, string text)
        where TTarget : class => Add(new ReferenceDeclaration(field, PropertyOf(key).Name, typeof(TTarget), nullable: true, access, text));

    /// <summary>The id of a row of one of several types.</summary>
    protected FieldDeclaration IdOfSubject(string field, Expression<Func<T, Guid?>> key, AccessRule access, string text) =>
        Value(field, key, new SubjectIdKind(), access, text);

    /// <summary>The id of a row of another type, for a filter by it.</summary>
    protected FieldDeclaration IdOf(string type, string field, Expression<Func<T, Guid?>> key, AccessRule access, string text) =>
        Value(field, key, new IdKind(type), access, text);

    /// <summary>A connection over the rows that point here.</summary>
    protected CollectionDeclaration Many<TTarget>(string field, Expression<Func<TTarget, Guid?>> foreignKey, AccessRule access, string text) =>
        Add(new CollectionDeclaration(field, typeof(TTarget), PropertyOf(foreignKey).Name, isConnection: true, access, text));

    /// <summary>A list without paging: at most 100 rows that belong to this one as its parts.</summary>
    protected CollectionDeclaration Parts<TTarget>(string field, Expression<Func<TTarget, Guid?>> foreignKey, AccessRule access, string text) =>
        Add(new CollectionDeclaration(field, typeof(TTarget), PropertyOf(foreignKey).Name, isConnection: false, access, text));

    private FieldDeclaration Value(string field, LambdaExpression value, ValueKind kind, AccessRule access, string text) =>
        Add(new FieldDeclaration(field, value, kind, IsNullable(value), access, text));

    private static PropertyInfo PropertyOf(LambdaExpression path) =>
        StripConversions(path.Body) is MemberExpression { Member: PropertyInfo property }
            ? property
            : throw new InvalidOperationException($"{path} is not a property.");

    private static bool IsNullable(LambdaExpression value)
    {
        var body = StripConversions(value.Body);
        return body is MemberExpression { Member: PropertyInfo property } && !property.PropertyType.IsValueType
            ? new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable
            : Nullable.GetUnderlyingType(body.Type) is not null || (!body.Type.IsValueType && body is ConditionalExpression);
    }

    private static Expression StripConversions(Expression expression) =>
        expression is UnaryExpression { NodeType: ExpressionType.Convert } conversion ? StripConversions(conversion.Operand) : expression;
}
