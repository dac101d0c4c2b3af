using GraphQLParser.AST;
using Lintel.Client.Generator.Reading;

namespace Lintel.Client.Generator.Model;

/// <summary>Everything that is emitted, decided; emitting only writes it down.</summary>
internal sealed record ClientModel(
    ClientConfig Config,
    IReadOnlyList<EnumModel> Enums,
    IReadOnlyList<InputModel> Inputs,
    IReadOnlyList<FragmentShape> Fragments,
    IReadOnlyList<AnswerType> Answers,
    IReadOnlyList<OperationModel> Operations
);

/// <summary>What the documentation of a generated element says.</summary>
internal sealed record Documentation(string Summary, string? Access, string? Deprecation)
{
    public static Documentation Of(MemberDefinition member, string fallback) =>
        new(member.Description ?? fallback, member.Access, member.Deprecation);
}

internal sealed record EnumModel(string Name, Documentation Docs, string UnknownMember, IReadOnlyList<EnumMemberModel> Members);

internal sealed record EnumMemberModel(string Name, string GraphQLName, Documentation Docs);

/// <summary>An input object, or the variables of an operation.</summary>
internal sealed record InputModel(string Name, Documentation Docs, IReadOnlyList<InputFieldModel> Fields)
{
    /// <summary>True for the variables of an operation, which can be given as parameters too.</summary>
    public bool IsVariables { get; init; }

    public bool HasOptional => Fields.Any(input => !input.IsRequired);

    /// <summary>Required ones first, as C# wants its parameters.</summary>
    public IEnumerable<InputFieldModel> InOrder() => Fields.OrderBy(field => field.IsRequired ? 0 : 1);
}

internal sealed record InputFieldModel(string Name, string GraphQLName, ValueType Type, bool IsRequired, Documentation Docs)
{
    /// <summary>True for an optional text that takes an idempotency key.</summary>
    public bool TakesKey =>
        !IsRequired && string.Equals(GraphQLName, "idempotencyKey", StringComparison.Ordinal) && Type is ScalarValue { Scalar.CSharp: "string" };

    /// <summary>The property of this field's input object that takes an idempotency key, if it has one.</summary>
    public string? KeyProperty { get; init; }
}

/// <summary>A type of an answer: a class, or a hierarchy of them.</summary>
internal abstract record AnswerType(string Name, Documentation Docs);

/// <summary>The answer for one selection on one object type, or on whatever type nobody told apart.</summary>
internal sealed record ClassModel(string Name, Documentation Docs, IReadOnlyList<PropertyModel> Properties, IReadOnlyList<FragmentShape> Interfaces)
    : AnswerType(Name, Docs)
{
    /// <summary>The object type's name in the graph; null for one that was not told apart.</summary>
    public string? GraphQLType { get; init; }

    public PropertyModel? Property(string responseName) =>
        Properties.FirstOrDefault(property => string.Equals(property.ResponseName, responseName, StringComparison.Ordinal));
}

/// <summary>A closed set of classes for a selection on an interface or union, with one for what is not known.</summary>
internal sealed record HierarchyModel(
    string Name,
    Documentation Docs,
    IReadOnlyList<PropertyModel> Shared,
    IReadOnlyList<PropertyModel> Lifted,
    IReadOnlyList<FragmentShape> Interfaces,
    IReadOnlyList<ClassModel> Known,
    ClassModel Unknown
) : AnswerType(Name, Docs)
{
    public IEnumerable<ClassModel> Members => Known.Append(Unknown);
}

/// <param name="Definition">The name of the field in the schema, which an alias may hide.</param>
internal sealed record PropertyModel(string Name, string ResponseName, string Definition, ValueType Type, Documentation Docs, bool IsPromised);

internal sealed record OperationModel(
    string Name,
    OperationType Kind,
    string Document,
    InputModel Variables,
    string ResultType,
    ResumeModel? Resume,
    PagingModel? Paging
)
{
    /// <summary>The SHA-256 of the document in lower-case hex.</summary>
    public string Hash => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Document)));

    /// <summary>The operation's name in its document.</summary>
    public required string GraphQLName { get; init; }

    /// <summary>The name of the type that the operation selects on.</summary>
    public required string RootType { get; init; }

    public required IReadOnlyList<ShapeModel> Shape { get; init; }

    /// <summary>The default values of variables, as JSON.</summary>
    public required IReadOnlyList<(string Variable, string Json)> Defaults { get; init; }

    /// <summary>Whether it can say what it costs.</summary>
    public bool HasPrice { get; init; }

    /// <summary>Whether it can be watched over the store.</summary>
    public bool HasStore { get; init; }
}

/// <summary>How a subscription's position is read from an item and given back as a variable.</summary>
/// <param name="After">The variable for the position.</param>
/// <param name="Snapshot">The variable that asks for a snapshot first; null where there is none.</param>
/// <param name="Root">The subscription's field.</param>
/// <param name="Positions">The property of each type that says where it is: <c>position</c>, or <c>sequence</c>.</param>
internal sealed record ResumeModel(
    InputFieldModel After,
    InputFieldModel? Snapshot,
    PropertyModel Root,
    IReadOnlyList<(string TypeName, PropertyModel Position)> Positions
)
{
    /// <summary>Whether items can be told apart; several can share a sequence.</summary>
    public bool IsExact => Positions.All(position => position.Position.Type is ScalarValue { Scalar.CSharp: "string" });
}

/// <summary>The connection that an operation walks, and the variable with its cursor.</summary>
internal sealed record PagingModel(
    InputFieldModel After,
    PropertyModel Root,
    PropertyModel PageInfo,
    PropertyModel HasNextPage,
    PropertyModel EndCursor
);
