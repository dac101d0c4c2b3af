using GraphQLParser.AST;
using Lintel.Domain;
using Lintel.Schema.Shared.Deprecating;

namespace Lintel.Schema.Comparing;

/// <summary>
/// One element of a schema as its SDL says it: its type, where it has one, and the roles named by its <c>@access</c> with their reaches.
/// </summary>
internal sealed record SchemaElement(string Coordinate, ElementKind Kind)
{
    public GraphQLType? Type { get; init; }

    /// <summary>The type as it is written; empty: it has none.</summary>
    public string TypeText { get; init; } = "";

    /// <summary>What an argument or input field is where it is not given, as it is written; null: nothing.</summary>
    public string? Default { get; init; }

    /// <summary>When it goes; null: it stays, or nobody was told when it goes.</summary>
    public Deprecation? Deprecation { get; init; }

    /// <summary>An input of which exactly one field is given, or a directive that may stand more than once.</summary>
    public bool IsMarked { get; init; }

    /// <summary>Who may use it; null: open to whoever sees its row.</summary>
    public IReadOnlyDictionary<Role, IReadOnlyList<Reach>>? Grants { get; init; }

    /// <summary>A caller must give it.</summary>
    public bool IsRequired => Kind is ElementKind.Argument or ElementKind.InputField && Type is GraphQLNonNullType && Default is null;

    /// <summary>The coordinate of what it is part of: an argument's field, a field's type; null for a type.</summary>
    public string? Whole => Coordinate.LastIndexOfAny(['(', '.', ' ']) is > 0 and var end ? Coordinate[..end].TrimEnd(' ', '|', '&') : null;

    /// <summary>How far a role reaches; null: not at all.</summary>
    public IReadOnlyList<Reach>? Of(Role role) => Grants is null ? [Reach.Everything] : Grants.GetValueOrDefault(role);
}

internal enum ElementKind
{
    Object,
    Interface,
    Union,
    Input,
    Enum,
    Scalar,
    Field,
    Argument,
    InputField,
    Value,
    Member,
    Implementation,
    Directive,
    DirectiveLocation,
}

/// <summary>One grant of a role: how far, and how masked.</summary>
internal sealed record Reach(Scope Scope, string Mask)
{
    private const string Unmasked = "NONE";

    public static Reach Everything { get; } = new(Scope.All, Unmasked);

    /// <summary>Whatever the other shows, this shows too.</summary>
    public bool Covers(Reach other) => Scope >= other.Scope && (Mask is Unmasked || string.Equals(Mask, other.Mask, StringComparison.Ordinal));

    public override string ToString() => EnumNames.ToConstantCase(Scope.ToString()) + (Mask is Unmasked ? "" : $"~{Mask}");
}
