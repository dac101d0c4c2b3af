using System.Linq.Expressions;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Deprecating;

namespace Lintel.Schema.Shared.Declaring;

/// <summary>One declared element of an entity type: its name, who may see it, and what it says to its reader.</summary>
internal abstract class ElementDeclaration(string name, AccessRule access, string description)
{
    public string Name { get; } = name;
    public AccessRule Access { get; } = access;
    public string Description { get; } = description;

    /// <summary>The field of the RESO Data Dictionary this is; null when it has none.</summary>
    public string? ResoField { get; private set; }

    /// <summary>That it will go, with what is derived from it; null: it stays.</summary>
    public Deprecation? Deprecation { get; set; }

    protected void SetReso(string field) => ResoField = field;
}

/// <summary>The column, of the values of one custom field, that holds what its kind holds.</summary>
internal sealed record CustomColumn(Guid FieldId, string Property);

/// <summary>A value of a row: a column, or a formula over columns that SQL computes.</summary>
internal sealed class FieldDeclaration(string name, LambdaExpression? value, ValueKind kind, bool nullable, AccessRule access, string description)
    : ElementDeclaration(name, access, description)
{
    /// <summary>A field whose value stands beside its row, where a franchise keeps what its own fields hold.</summary>
    public FieldDeclaration(string name, CustomColumn column, ValueKind kind, AccessRule access, string description)
        : this(name, value: null, kind, nullable: true, access, description) => Custom = column;

    /// <summary>Its value over a row; null when it stands beside the row (<see cref="Custom"/>).</summary>
    public LambdaExpression? Value { get; } = value;

    /// <summary>Where its value stands beside the row; null for a field of ours.</summary>
    public CustomColumn? Custom { get; }
    public ValueKind Kind { get; } = kind;

    /// <summary>What a cursor is bound to: a custom field that took the name of an archived one is another field.</summary>
    public string Identity => Custom is { } custom ? $"{Name}#{custom.FieldId:N}" : Name;

    /// <summary>The value may be missing in the row itself, before any access rule.</summary>
    public bool IsNullableInRow { get; } = nullable;

    /// <summary>Null in the graph: missing in the row, or withheld on rows out of scope.</summary>
    public bool IsNullable => IsNullableInRow || !Access.CoversEveryRow;
    public bool CanFilter { get; private set; }
    public bool CanOrder { get; private set; }
    public bool CanSearch { get; private set; }

    /// <summary>It has a smallest and a largest value in <c>aggregate</c>.</summary>
    public bool CanRank => (CanFilter || CanOrder) && Kind is (HundredthsKind or WholeNumberKind or DateKind or InstantKind);

    /// <summary>It has a sum and a mean in <c>aggregate</c>.</summary>
    public bool CanSum => (CanFilter || CanOrder) && Kind is (HundredthsKind or WholeNumberKind);

    /// <summary>Rows can be grouped by it in <c>aggregate</c>.</summary>
    public bool CanGroup => CanFilter && Kind is (EnumKind or BooleanKind or TextKind or WholeNumberKind or DateKind);

    /// <summary>Offers the field in <c>where</c>.</summary>
    public FieldDeclaration Filter()
    {
        CanFilter = true;
        return this;
    }

    /// <summary>Offers the field in <c>order</c>.</summary>
    public FieldDeclaration Order()
    {
        if (Kind is ProtectedTextKind)
        {
            throw new InvalidOperationException($"{Name} is sealed: its order is not the order of its values.");
        }

        CanOrder = true;
        return this;
    }

    /// <summary>
    /// Lets rows be found by the words in it (<c>search</c>). The table is searched by the same columns: say <c>builder.Search(…)</c> there.
    /// </summary>
    public FieldDeclaration Search()
    {
        if (!Access.AsRow)
        {
            throw new InvalidOperationException($"{Name} cannot be searched: a search must not find what some who see the row do not see of it.");
        }

        if (Kind is not TextKind || Value?.Body is not MemberExpression { Expression: ParameterExpression })
        {
            throw new InvalidOperationException($"{Name} cannot be searched: it is no text column.");
        }

        CanSearch = true;
        return this;
    }

    /// <summary>Names the field of the RESO Data Dictionary that this is.</summary>
    public FieldDeclaration Reso(string field)
    {
        SetReso(field);
        return this;
    }
}

/// <summary>A reference to one row of another type; null when there is none or the viewer may not see it.</summary>
internal sealed class ReferenceDeclaration(string name, string keyProperty, Type target, bool nullable, AccessRule access, string description)
    : ElementDeclaration(name, access, description)
{
    /// <summary>The property of this entity that holds the target's key.</summary>
    public string KeyProperty { get; } = keyProperty;
    public Type Target { get; } = target;

    /// <summary>The reference itself may be missing. The target may be out of the viewer's sight in any case.</summary>
    public bool IsOptional { get; } = nullable;

    /// <summary>Rows are found by the words in the row it leads to.</summary>
    public bool IsSearched { get; private set; }

    /// <summary>Lets rows be found by the words in the row it leads to, which everybody must see (<c>builder.SearchThrough(…)</c>).</summary>
    public ReferenceDeclaration Search()
    {
        IsSearched = true;
        return this;
    }

    public ReferenceDeclaration Reso(string field)
    {
        SetReso(field);
        return this;
    }
}

/// <summary>The rows of another type that point here: a connection, or a short list where paging would be a burden.</summary>
internal sealed class CollectionDeclaration(
    string name,
    Type target,
    string foreignKeyProperty,
    bool isConnection,
    AccessRule access,
    string description
) : ElementDeclaration(name, access, description)
{
    public Type Target { get; } = target;

    /// <summary>The property of the target that holds this row's key.</summary>
    public string ForeignKeyProperty { get; } = foreignKeyProperty;
    public bool IsConnection { get; } = isConnection;

    public CollectionDeclaration Reso(string field)
    {
        SetReso(field);
        return this;
    }
}
