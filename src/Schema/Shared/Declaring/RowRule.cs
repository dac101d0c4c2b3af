using System.Linq.Expressions;
using Lintel.Schema.Shared.Access;

namespace Lintel.Schema.Shared.Declaring;

/// <summary>Which rows of a type a viewer sees. The predicates are expressions over (row, viewer) that SQL evaluates.</summary>
internal sealed record RowRule(AccessRule Rule)
{
    /// <summary>Which rows are the viewer's own; needed where a grant says OWN.</summary>
    public LambdaExpression? Own { get; init; }

    /// <summary>Which rows of a store are opened to the stores it cooperates with; needed where a grant says COOPERATION.</summary>
    public LambdaExpression? Opened { get; init; }

    /// <summary>Rows every role with a grant sees beside its scope.</summary>
    public LambdaExpression? Shared { get; init; }

    /// <summary>What ALL means; null: every row of the viewer's brand, or every row where there is no brand.</summary>
    public LambdaExpression? All { get; init; }

    /// <summary>The row is seen by whoever sees this parent.</summary>
    public Type? Parent { get; init; }
    public string? ParentKeyProperty { get; init; }
}
