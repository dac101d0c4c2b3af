using Lintel.WebhookReceiver;

// dotnet run --project examples/webhook-receiver -- --urls http://127.0.0.1:5090 --secret whsec_…
var secrets = args.SkipWhile(arg => arg != "--secret").Skip(1).Take(1);
await using var receiver = Receiver.Create(args, [.. secrets]);
await receiver.RunAsync();
