using Lintel.Schema.Shared.Mutating;

namespace Lintel.Schema.Webhooks.Mutations;

/// <summary>How a secret is answered.</summary>
internal static class WebhookSecretAnswer
{
    public static ShownOnceField Text { get; } =
        new(
            "secret",
            "The new secret, whsec_ and Base64: what the receiver verifies webhook-signature with. It is in no other answer: keep it now. Null when it was "
                + "refused or only a dry run, and in the answer to a retry; where the first answer was lost, rotate the secret."
        );
}
