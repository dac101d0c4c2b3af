using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;
using Lintel.Schema.Shared.Reading;

namespace Lintel.Schema.Shared.Costing;

/// <summary>Prices an operation that the engine found valid and its viewer may run, and takes the price before it runs.</summary>
internal sealed class CostListener(OperationCosts costs) : DocumentExecutionListenerBase
{
    public override async Task AfterValidationAsync(IExecutionContext context, IValidationResult validationResult)
    {
        if (!validationResult.IsValid || context.UserContext is not ViewerContext { Charge: { } charge, Document: { } document } caller)
        {
            return;
        }

        var price = document.Price.Of(VariableValues.Of(context.Variables));
        charge.Price = price;
        if (charge.IsOnlyPriced)
        {
            context.Errors.Add(new OnlyPricedError());
        }
        else if (await costs.TakeAsync(caller.Viewer, price, context.CancellationToken) is { } refusal)
        {
            context.Errors.Add(refusal);
        }
        else
        {
            charge.IsTaken = true;
        }
    }

    /// <summary>Keeps what is only priced from running; nobody is told.</summary>
    private sealed class OnlyPricedError() : ExecutionError("Only priced.");
}
