using System.Text.Json;

namespace Lintel.Chaos;

/// <summary>Sends one mutation after the other, each until it is answered; now and then the same to all servers at once.</summary>
internal sealed class Writer(DealDesk desk, Caller caller, Fleet fleet, Ledger ledger, Random random)
{
    private const int OneInTwice = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Returns when so many are acknowledged to all writers together, and this one's last is.</summary>
    public async Task RunAsync(int events, CancellationToken stop)
    {
        while (ledger.Count < events)
        {
            if (desk.Next(random) is { } step)
                await DoAsync(step, stop);
            else
                await Task.Delay(Pause, stop);
        }
    }

    private async Task DoAsync(DealStep step, CancellationToken stop)
    {
        var payload = await AnswerAsync(step, stop);
        if (payload.GetProperty("errors").GetArrayLength() > 0)
        {
            // A listing may be in a deal that this caller does not see. Whatever follows from an answer must be possible.
            if (step.Kind == DealStep.Opened)
                ledger.CountRefusal();
            else
                ledger.Complain($"{step.Kind} was refused: {payload}");
            return;
        }

        ledger.Add(new Acknowledged(step.Kind, DealStep.KeyOf(desk.Done(step, payload)), payload.GetProperty("sequence").GetInt64()));
    }

    private async Task<JsonElement> AnswerAsync(DealStep step, CancellationToken stop)
    {
        var variables = new { input = step.Input };
        while (true)
        {
            var servers = random.Next(OneInTwice) == 0 ? fleet.All : [fleet.Any()];
            ledger.CountAttempts(servers.Count);
            var answers = await Task.WhenAll(servers.Select(server => caller.TryAsync(server, step.Persona, step.Document, variables, stop)));
            var heard = answers.OfType<JsonElement>().ToList();
            if (heard.Select(answer => answer.GetProperty("sequence").GetRawText()).Distinct(StringComparer.Ordinal).Count() > 1)
                ledger.Complain($"{step.Kind} was answered twice: {string.Join(' ', heard)}");
            if (heard.Count > 0)
                return heard[0];
            await Task.Delay(Pause, stop);
        }
    }
}
