using System.Globalization;

namespace Lintel.Domain.Webhooks;

/// <summary>The ids of messages: the same event has the same one at every attempt, so that a receiver knows what it has handled.</summary>
public static class WebhookMessage
{
    public static string IdOf(Guid endpointId, long sequence) => string.Create(CultureInfo.InvariantCulture, $"msg_{endpointId:N}_{sequence}");

    public static string IdOfTest(Guid id) => string.Create(CultureInfo.InvariantCulture, $"msg_test_{id:N}");
}
