using System.Text.Json;
using Lintel.WebhookReceiver;

namespace Lintel.Chaos;

/// <summary>A receiver of webhooks that checks signatures and is not always well; its owner has the rest sent again when it is.</summary>
internal sealed class WebhookFollower(string name, Caller caller, Receiver receiver) : Follower(name)
{
    private const string Persona = "integrator-east";
    private const string Hook = "chaos";
    private const string Payload = "subscription { dealAlerts { __typename ... on StreamItem { sequence position } } }";

    // An answer that never ends is one that says 200: its message is taken.
    private static readonly Behaviour[] Illnesses = [Behaviour.Fail, Behaviour.Hang, Behaviour.Redirect];

    /// <summary>The <c>webhook-id</c> of each position, by which a receiver knows what it has handled.</summary>
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    private string? _endpoint;

    /// <summary>Messages that no secret of this receiver has signed.</summary>
    public int Unsigned { get; private set; }

    /// <summary>Messages that a receiver could not know to be those that it has handled.</summary>
    public int Misnamed { get; private set; }

    /// <summary>Messages that were not taken.</summary>
    public int Untaken { get; private set; }

    public async Task RegisterAsync(CancellationToken stop)
    {
        var made = await caller.AskAsync(
            Persona,
            "mutation($input: WebhookCreateInput!) { webhookCreate(input: $input) { webhookEndpoint { id position } secret errors { __typename } } }",
            new { input = new { url = receiver.UrlOf(Hook), document = Payload } },
            stop
        );
        receiver.Trust(made.GetProperty("secret").GetString()!);
        _endpoint = made.GetProperty("webhookEndpoint").GetProperty("id").GetString();
        // Servers may have told something before there was an endpoint.
        Since = made.GetProperty("webhookEndpoint").GetProperty("position").GetInt64();
    }

    /// <summary>Is not well for a while.</summary>
    public async Task FailForAWhileAsync(Random random, CancellationToken stop)
    {
        var (illness, time) = (Illnesses[random.Next(Illnesses.Length)], TimeSpan.FromMilliseconds(random.Next(200, 3_000)));
        receiver.Set(Hook, illness);
        await Task.Delay(time, stop);
        receiver.Set(Hook, Behaviour.Take);
        await ResumeAsync(stop);
    }

    /// <summary>Has what is left sent at once.</summary>
    public async Task ResumeAsync(CancellationToken stop) =>
        await caller.AskAsync(
            Persona,
            "mutation($input: WebhookResumeInput!) { webhookResume(input: $input) { errors { __typename } } }",
            new { input = new { webhookEndpointId = _endpoint } },
            stop
        );

    protected override async Task FollowAsync(CancellationToken stop)
    {
        while (true)
        {
            var message = await receiver.NextAsync(Hook, stop);
            if (!message.IsVerified)
                Unsigned++;
            else if (message.Answered != Behaviour.Take)
                Untaken++;
            else
                Take(message.Id, message.Body);
        }
    }

    private void Take(string id, string body)
    {
        using var read = JsonDocument.Parse(body);
        var item = read.RootElement.GetProperty("data").GetProperty("dealAlerts");
        var position = item.GetProperty("position").GetString()!; // never null in the graph
        if (!_ids.TryAdd(position, id) && _ids[position] != id)
            Misnamed++;
        Seen.Take(item);
    }
}
