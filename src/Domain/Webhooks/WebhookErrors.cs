namespace Lintel.Domain.Webhooks;

/// <summary>The account has as many endpoints as it may.</summary>
[ErrorType("Delete an endpoint that is not used any more.")]
public sealed record TooManyWebhookEndpoints(int Limit)
    : UserError("TOO_MANY_WEBHOOK_ENDPOINTS", $"An account has at most {Limit} endpoints; delete one first.", []);
