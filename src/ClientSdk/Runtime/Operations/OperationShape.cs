namespace Lintel.Client.Operations;

/// <summary>What an operation selects, as far as its price and the entity store have to know it. Made by generated code.</summary>
/// <param name="rootType">The root type: the query, mutation or subscription type of the schema.</param>
/// <param name="fields">The root fields, fragments merged in.</param>
public sealed class OperationShape(string rootType, params IReadOnlyList<FieldShape> fields)
{
    /// <summary>The name of the root type.</summary>
    public string RootType { get; } = rootType;

    /// <summary>The root fields.</summary>
    public IReadOnlyList<FieldShape> Fields { get; } = fields;

    /// <summary>The default values of variables that have one, as JSON.</summary>
    public IReadOnlyDictionary<string, string> Defaults { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>One selected field. The same response name can come several times, from several places of the document.</summary>
/// <param name="name">The name of the field in the schema.</param>
public sealed class FieldShape(string name)
{
    /// <summary>The name of the field in the schema.</summary>
    public string Name { get; } = name;

    /// <summary>The name in the answer: the alias, where there is one.</summary>
    public string As { get; init; } = name;

    /// <summary>The type of the object, interface or union it gives; null for a leaf.</summary>
    public string? Type { get; init; }

    /// <summary>True when <see cref="Type"/> is an interface or union.</summary>
    public bool IsAbstract { get; init; }

    /// <summary>True for a list of objects, however deep.</summary>
    public bool IsList { get; init; }

    /// <summary>The points that one value costs before what is selected of it (<c>@cost</c>).</summary>
    public int Weight { get; init; }

    /// <summary>How long the list is taken to be (<c>@listSize</c>); null where nothing is said.</summary>
    public ListSizeShape? Size { get; init; }

    /// <summary>The arguments given.</summary>
    public IReadOnlyList<ArgumentShape> Arguments { get; init; } = [];

    /// <summary>The object types that it is selected on; null for whatever type there is.</summary>
    public IReadOnlyList<string>? On { get; init; }

    /// <summary>What has to hold for it to be there (<c>@include</c>, <c>@skip</c>).</summary>
    public IReadOnlyList<ConditionShape> If { get; init; } = [];

    /// <summary>The selections on its value.</summary>
    public IReadOnlyList<FieldShape> Fields { get; init; } = [];

    /// <summary>The names in the answer of the fields that tell one entity of its type from another; empty when it is no entity or they are not all selected.</summary>
    public IReadOnlyList<string> Key { get; init; } = [];

    /// <summary>True when its type has an identity, whether or not the key is selected.</summary>
    public bool IsEntity { get; init; }
}

/// <summary>An argument as the document gives it.</summary>
/// <param name="Name">The name of the argument.</param>
/// <param name="Text">Its value as GraphQL, variables included.</param>
public sealed record ArgumentShape(string Name, string Text)
{
    /// <summary>The points it costs where it is given and not null.</summary>
    public int Weight { get; init; }

    /// <summary>The variable that is the whole value; null for any other value.</summary>
    public string? Variable { get; init; }

    /// <summary>The items of a list, the number of an integer, or 1; for a literal.</summary>
    public long Size { get; init; } = 1;

    /// <summary>The variables inside <see cref="Text"/>.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];
}

/// <summary><c>@include</c> or <c>@skip</c> by a variable.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Wanted">What it has to be: true for <c>@include</c>, false for <c>@skip</c>.</param>
public sealed record ConditionShape(string Variable, bool Wanted);

/// <summary><c>@listSize</c> of a field.</summary>
/// <param name="Assumed">Its <c>assumedSize</c>.</param>
/// <param name="Slicing">Its <c>slicingArguments</c>.</param>
/// <param name="Sized">Its <c>sizedFields</c>: the lists below that have this size; empty when the field is the list.</param>
public sealed record ListSizeShape(long Assumed, IReadOnlyList<string> Slicing, IReadOnlyList<string> Sized);
