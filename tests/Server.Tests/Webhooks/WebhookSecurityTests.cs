using System.Net;
using Lintel.Data;
using Lintel.Data.Webhooks;
using Lintel.Domain.Webhooks;
using Lintel.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Lintel.Server.Tests.Webhooks;

/// <summary>What a message is signed with, where it may go, and what is sent out of line.</summary>
public sealed class WebhookSecurityTests
{
    private const string Sent = "webhookDelivery { kind sequence delivered statusCode failure } errors { ... on UserError { code } }";

    [BothDatabases]
    public async Task While_a_rotation_overlaps_both_secrets_sign_and_then_the_new_one_alone(DatabaseProvider provider)
    {
        await using var scene = await WebhookScene.StartAsync(provider);
        var id = await scene.CreateAsync("a");
        var old = (await scene.EndpointAsync(scene.Receiver.UrlOf("a"))).Secret!;
        await scene.ChangeAsync("webhookSecretRotate", id);
        var rotated = await scene.EndpointAsync(scene.Receiver.UrlOf("a"));
        Assert.Equal((old, TestDatabase.Now.AddHours(24)), (rotated.PreviousSecret, rotated.OverlapUntil));

        scene.Server.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        await scene.HappenAsync();
        await scene.DispatchAsync();
        // The receiver knows the old one only.
        var both = Assert.Single(scene.Receiver.MessagesOf("a"));
        Assert.True(both.IsVerified);
        Assert.Equal(2, both.Signature.Split(' ').Length);

        scene.Server.Clock.Advance(TimeSpan.FromSeconds(1));
        await scene.HappenAsync();
        await scene.DispatchAsync();
        var alone = scene.Receiver.MessagesOf("a")[1];
        Assert.False(alone.IsVerified);
        Assert.Single(alone.Signature.Split(' '));

        scene.Receiver.Trust(rotated.Secret!);
        scene.Server.Clock.Advance(TimeSpan.FromSeconds(5));
        await scene.DispatchAsync();
        Assert.True(scene.Receiver.MessagesOf("a")[2].IsVerified);
        Assert.Equal(
            ["Event 1 1 204 delivered", "Event 2 1 401 Status", "Event 2 2 204 delivered"],
            await scene.AttemptsAsync(scene.Receiver.UrlOf("a"))
        );
    }

    [BothDatabases]
    public async Task A_test_and_a_redelivery_are_sent_out_of_line_and_say_how_they_ended(DatabaseProvider provider)
    {
        await using var scene = await WebhookScene.StartAsync(provider);
        var id = await scene.CreateAsync("a");
        await scene.HappenAsync();
        await scene.DispatchAsync();
        await scene.ChangeAsync("webhookPause", id);

        Assert.Equal(
            """{"webhookDelivery":{"kind":"TEST","sequence":null,"delivered":true,"statusCode":204,"failure":null},"errors":[]}""",
            (await scene.ChangeAsync("webhookTest", id, Sent)).GetRawText()
        );
        Assert.Equal("""{"type":"webhook.test","timestamp":"2026-03-16T02:00:00+00:00"}""", scene.Receiver.MessagesOf("a")[1].Body);
        await scene.ChangeAsync("webhookTest", id, Sent, more: ", dryRun: true");
        Assert.Equal(2, scene.Receiver.MessagesOf("a").Count);

        var attempts = await scene.AskAsync(
            "query($id: ID!) { node(id: $id) { ... on WebhookEndpoint { deliveries { nodes { id kind } } } } }",
            new { id }
        );
        var ids = attempts
            .GetProperty("deliveries")
            .GetProperty("nodes")
            .EnumerateArray()
            .ToDictionary(node => node.GetProperty("kind").GetString()!, node => node.GetProperty("id").GetString()!);
        var again = await RedeliverAsync(scene, ids["EVENT"]);
        Assert.Equal(
            """{"webhookDelivery":{"kind":"REDELIVERY","sequence":1,"delivered":true,"statusCode":204,"failure":null},"errors":[]}""",
            again
        );
        var messages = scene.Receiver.MessagesOf("a");
        Assert.Equal((messages[0].Id, messages[0].Body), (messages[2].Id, messages[2].Body));
        Assert.Equal("""{"webhookDelivery":null,"errors":[{"code":"WRONG_STATE"}]}""", await RedeliverAsync(scene, ids["TEST"]));
        Assert.Equal(1, (await scene.EndpointAsync(scene.Receiver.UrlOf("a"))).Position);
    }

    [Theory]
    [InlineData("127.0.0.1", WebhookFailure.AddressRefused)]
    [InlineData("::1", WebhookFailure.AddressRefused)]
    [InlineData("::ffff:127.0.0.1", WebhookFailure.AddressRefused)]
    [InlineData("169.254.169.254", WebhookFailure.AddressRefused)]
    [InlineData("64:ff9b::7f00:1", WebhookFailure.AddressRefused)]
    [InlineData("", WebhookFailure.NameNotResolved)]
    public async Task A_name_that_leads_into_the_house_is_not_connected_to(string address, WebhookFailure failure)
    {
        var names = new FixedNames(address.Length == 0 ? [] : [IPAddress.Parse(address)]);
        await using var scene = await WebhookScene.StartAsync(
            DatabaseProvider.Sqlite,
            replace: services => services.AddSingleton<HostNames>(names),
            allowLoopback: false
        );
        var port = new Uri(scene.Receiver.UrlOf("a")).Port;
        var url = $"https://hooks.example:{port}/hooks/a";
        await scene.CreateAsync("a", url);
        await scene.HappenAsync();

        await scene.DispatchAsync();

        Assert.Equal([$"Event 1 1 - {failure}"], await scene.AttemptsAsync(url));
        Assert.Empty(scene.Receiver.MessagesOf("a"));
        Assert.Equal(1, names.Asked);
    }

    private static async Task<string> RedeliverAsync(WebhookScene scene, string delivery) =>
        (
            await scene.AskAsync($$"""mutation($id: ID!) { webhookRedeliver(input: {webhookDeliveryId: $id}) { {{Sent}} } }""", new { id = delivery })
        ).GetRawText();

    private sealed class FixedNames(IReadOnlyList<IPAddress> addresses) : HostNames
    {
        public int Asked { get; private set; }

        public override Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken)
        {
            Assert.Equal("hooks.example", host);
            Asked++;
            return Task.FromResult(addresses);
        }
    }
}
