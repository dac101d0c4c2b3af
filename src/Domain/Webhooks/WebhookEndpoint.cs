using Lintel.Domain.Organisation;

namespace Lintel.Domain.Webhooks;

/// <summary>
/// Where an account wants its events sent, and what of them (ADR 27). Events go there one after the other: the first that is not delivered is tried
/// again, and those behind it wait in the event log. Levels of the organisation that the account stands above hold the office it stands at.
/// </summary>
public sealed class WebhookEndpoint : IPlaced, IVersioned
{
    public const int LongestUrl = 2_000;

    [Limit("characters", "The document of a webhook endpoint.")]
    public const int LongestDocument = 20_000;

    [Limit("characters", "The variables of a webhook endpoint, as JSON.")]
    public const int LongestVariables = 10_000;

    [Limit("endpoints", "Webhook endpoints of an account that are not deleted.")]
    public const int MostOfAccount = 20;

    /// <summary>How long the secret before signs beside the new one unless said otherwise, and at most.</summary>
    public static readonly TimeSpan UsualOverlap = TimeSpan.FromHours(24);
    public static readonly TimeSpan LongestOverlap = TimeSpan.FromDays(7);

    private WebhookEndpoint() { }

    public Guid Id { get; private set; }
    public Guid BrandId { get; private set; }
    public Guid RegionId { get; private set; }
    public Guid FranchiseId { get; private set; }
    public Guid StoreId { get; private set; }
    public Guid? TeamId { get; private set; }

    /// <summary>Whose view of the events is sent.</summary>
    public Guid AccountId { get; private set; }
    public Account Account { get; private set; } = null!; // EF navigation
    public string Url { get; private set; } = "";

    /// <summary>The subscription whose result is sent.</summary>
    public string Document { get; private set; } = "";

    /// <summary>Its variables, a JSON object; null: none.</summary>
    public string? Variables { get; private set; }

    /// <summary>The sequence of the last event that was delivered or that it is not about.</summary>
    public long Position { get; private set; }
    public WebhookState State { get; private set; }

    /// <summary>Null unless paused.</summary>
    public WebhookPauseReason? PauseReason { get; private set; }

    /// <summary>Attempts at the event behind <see cref="Position"/> that failed; 0: none, or it was delivered.</summary>
    public int FailedAttempts { get; private set; }

    /// <summary>When the event behind <see cref="Position"/> is tried again; null: as soon as there is one.</summary>
    public DateTimeOffset? NextAttemptAt { get; private set; }

    /// <summary>What messages are signed with; null once deleted.</summary>
    public string? Secret { get; private set; }

    /// <summary>The secret before the last rotation; null: there was none.</summary>
    public string? PreviousSecret { get; private set; }

    /// <summary>The first instant at which the secret before the last rotation signs no more; null: there was none.</summary>
    public DateTimeOffset? OverlapUntil { get; private set; }

    /// <summary>The worker that sends to it at the moment, and until when nobody else may.</summary>
    public Guid? LeaseId { get; private set; }
    public DateTimeOffset? LeasedUntil { get; private set; }
    public long Version { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>An endpoint of an account, which is sent what commits after <paramref name="position"/>.</summary>
    public static Outcome<WebhookEndpoint> Create(
        Guid id,
        Account account,
        WebhookSelection selection,
        string secret,
        long position,
        DateTimeOffset at
    )
    {
        if (account.Role is not (Role.Integrator or Role.Partner))
        {
            return InvalidInput.OutOfRange("an account of the role INTEGRATOR or PARTNER", "accountId");
        }

        var region = account.RegionId ?? account.BrandId;
        var franchise = account.FranchiseId ?? region;
        return new WebhookEndpoint
        {
            Id = id,
            BrandId = account.BrandId,
            RegionId = region,
            FranchiseId = franchise,
            StoreId = account.StoreId ?? franchise,
            TeamId = account.TeamId,
            AccountId = account.Id,
            Url = selection.Url,
            Document = selection.Document,
            Variables = selection.Variables,
            Position = position,
            Secret = secret,
            Version = 1,
            CreatedAt = at,
        };
    }

    /// <summary>Sends something else or elsewhere from the next event on.</summary>
    public Outcome<WebhookEndpoint> Change(WebhookSelection selection)
    {
        if (Deleted() is { } deleted)
        {
            return deleted;
        }

        (Url, Document, Variables) = (selection.Url, selection.Document, selection.Variables);
        Version++;
        return this;
    }

    /// <summary>Sends nothing more; the backlog is kept.</summary>
    public Outcome<WebhookEndpoint> Pause()
    {
        if (State is WebhookState.Deleted or WebhookState.Paused)
        {
            return WrongState.At(State, "Only an endpoint that is not paused can be.", "webhookEndpointId");
        }

        (State, PauseReason) = (WebhookState.Paused, WebhookPauseReason.Requested);
        Version++;
        return this;
    }

    /// <summary>
    /// Sends again, at once and with a fresh schedule: from the event with the sequence <paramref name="from"/> on, else from the first that was not
    /// delivered. <paramref name="oldest"/> is the sequence of the first event of the brand that is kept, <paramref name="latest"/> that of the last.
    /// </summary>
    public Outcome<WebhookEndpoint> Resume(long? from, long oldest, long latest)
    {
        if (Deleted() is { } deleted)
        {
            return deleted;
        }

        // An endpoint may have to be told that it goes on behind what is not kept any more.
        if ((from ?? Position + 1) < oldest || from > latest + 1)
        {
            return InvalidInput.OutOfRange($"{oldest} to {latest + 1}, the sequence of the next event", "from");
        }

        (State, PauseReason, FailedAttempts, NextAttemptAt) = (WebhookState.Active, null, 0, null);
        // At once is not when a server that died would have had its time.
        (LeaseId, LeasedUntil) = (null, null);
        Position = from - 1 ?? Position;
        Version++;
        return this;
    }

    /// <summary>Signs with another secret; the one so far signs beside it until <paramref name="overlapUntil"/>, one from before ends at once.</summary>
    public Outcome<WebhookEndpoint> Rotate(string secret, DateTimeOffset? overlapUntil, DateTimeOffset at)
    {
        if (Deleted() is { } deleted)
        {
            return deleted;
        }

        if (overlapUntil < at || overlapUntil - at > LongestOverlap)
        {
            return InvalidInput.OutOfRange($"not in the past and at most {LongestOverlap.Days} days ahead", "overlapUntil");
        }

        (PreviousSecret, OverlapUntil, Secret) = (Secret, overlapUntil ?? at + UsualOverlap, secret);
        Version++;
        return this;
    }

    /// <summary>Ends it and forgets its secrets.</summary>
    public Outcome<WebhookEndpoint> Delete()
    {
        if (Deleted() is { } deleted)
        {
            return deleted;
        }

        (State, PauseReason, NextAttemptAt) = (WebhookState.Deleted, null, null);
        (Secret, PreviousSecret, OverlapUntil) = (null, null, null);
        Version++;
        return this;
    }

    /// <summary>What a message is signed with at an instant, the newest first.</summary>
    public IReadOnlyList<string> SecretsAt(DateTimeOffset at) =>
        Secret is null ? []
        : PreviousSecret is not null && at < OverlapUntil ? [Secret, PreviousSecret]
        : [Secret];

    private WrongState? Deleted() => State == WebhookState.Deleted ? WrongState.At(State, "The endpoint is deleted.", "webhookEndpointId") : null;
}

/// <summary>Where to, and what: a subscription and its variables as JSON.</summary>
public sealed record WebhookSelection(string Url, string Document, string? Variables);
