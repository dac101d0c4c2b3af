using Lintel.Data.Webhooks;
using Lintel.Domain;
using Lintel.Domain.Webhooks;
using Lintel.Schema.Shared.Mutating;

namespace Lintel.Schema.Webhooks.Mutations;

/// <summary>Whether an endpoint can be sent what it asks for, where it asks for it.</summary>
internal sealed class WebhookSelectionCheck(WebhookPayloads payloads, WebhookOptions options)
{
    public async Task<Outcome<WebhookSelection>> JudgeAsync(WebhookSelection selection, UseCase use, CancellationToken cancellationToken)
    {
        List<UserError> problems = [];
        if (selection.Url.Length > WebhookEndpoint.LongestUrl)
        {
            problems.Add(InvalidInput.TooLong(WebhookEndpoint.LongestUrl, "url"));
        }
        else if (WebhookUrl.FaultOf(selection.Url, options) is { } fault)
        {
            problems.Add(InvalidInput.Malformed(fault, "url"));
        }

        problems.AddRange(
            await payloads.JudgeAsync(selection.Document, selection.Variables, use.Viewer with { AccessEpoch = null }, cancellationToken)
        );
        return problems.Count > 0 ? problems : selection;
    }
}
