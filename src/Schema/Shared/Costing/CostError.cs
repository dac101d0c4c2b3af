using System.Globalization;
using GraphQL;
using Lintel.Schema.Shared.Errors;

namespace Lintel.Schema.Shared.Costing;

/// <summary>The operation costs more than it may, or than there is. Nothing ran, and nothing was taken.</summary>
internal sealed class CostError : ExecutionError
{
    private CostError(string code, string message, OperationCost cost)
        : base(message)
    {
        (Code, Cost) = (code, cost);
        Extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { [OperationCost.Key] = cost.ToExtension() };
    }

    public OperationCost Cost { get; }

    public static CostError TooCostly(OperationCost cost, long most) =>
        new(
            ErrorCodes.OperationTooCostly,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The operation is priced at {cost.Requested} points; at most {most} may be asked for at a time. Ask for smaller pages or fewer levels."
            ),
            cost
        );

    public static CostError Exhausted(OperationCost cost, TimeSpan wait)
    {
        var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
        var error = new CostError(
            ErrorCodes.BudgetExhausted,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The operation is priced at {cost.Requested} points, and your budget has {cost.Budget} left: ask again in {seconds} seconds."
            ),
            cost
        );
        error.Extensions!["retryAfter"] = seconds; // made above
        return error;
    }
}
