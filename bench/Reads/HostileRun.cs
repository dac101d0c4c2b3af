using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lintel.Reads;

/// <summary>Sends every hostile document many times to a server that is warm from ordinary requests, and sees what each costs and that the server lives.</summary>
internal sealed class HostileRun(string folder, int times, string? history)
{
    /// <summary>What a refusal may take.</summary>
    private const double MostMilliseconds = 50;

    /// <summary>After this a server is taken for dead.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const int WarmRequests = 1_500;
    private const string Ordinary =
        "query($most: Decimal) { listings(first: 20, where: { listPrice: { lte: $most } }) { nodes { listPrice community { name } } } }";

    private readonly Keys _keys = new(Path.Combine(folder, "keys"));

    /// <summary>Every document was refused as it should be, in time, and the server still answers.</summary>
    public async Task<bool> RunAsync(CancellationToken stop)
    {
        Directory.CreateDirectory(folder);
        var data = new BenchData(folder, Assemblies.Of("Server"), _keys);
        var connection = await data.OnSmallSqliteAsync(stop);
        using var sink = OtlpSink.Start();
        await using var peer = await Peer.StartAsync(
            new PeerProgram(
                PeerNames.Lintel,
                Assemblies.Of("Server"),
                new Dictionary<string, string>([.. data.Environment, .. sink.Environment], StringComparer.Ordinal)
                {
                    ["Lintel__Database__Provider"] = "Sqlite",
                    ["Lintel__Database__ConnectionString"] = connection,
                }
            )
            {
                ReadyPath = "/health/ready",
                Token = _keys.Token(),
            },
            stop
        );
        using var http = new HttpClient { BaseAddress = peer.Address, Timeout = Patience };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _keys.Token());
        http.DefaultRequestHeaders.Accept.ParseAdd("application/graphql-response+json");
        await WarmAsync(http, stop);
        var before = ProcessUse.ResidentMegabytes(peer.ProcessId);
        var isWell = true;
        var table = new StringBuilder();
        table.AppendLine("| document | bytes | status, code | first ms | median ms | worst of the others ms | answer bytes |");
        table.AppendLine("|---|---|---|---|---|---|---|");
        foreach (var document in HostileDocuments.All)
        {
            var (line, isAsMeant) = await MeasureAsync(http, document, stop);
            isWell &= isAsMeant;
            Console.Error.WriteLine(line);
            table.AppendLine(line);
        }

        await AskOrdinaryAsync(http, 1, stop);
        table.AppendLine();
        table.AppendLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"After {times * HostileDocuments.All.Count:N0} hostile requests the same process answers an ordinary query; {before:N0} MB resident before, {ProcessUse.ResidentMegabytes(peer.ProcessId):N0} MB after."
            )
        );
        Console.WriteLine(table);
        if (history is not null)
        {
            var how = string.Create(
                CultureInfo.InvariantCulture,
                $"`bench/hostile`: each document {times} times, one after the other, over HTTP on loopback, from the first byte sent to the last one read; a server in Production on SQLite, telemetry on, warm from {WarmRequests} ordinary requests and as many mistaken ones."
            );
            await History.KeepAsync(history, "hostile documents", how, table.ToString(), stop);
        }

        return isWell;
    }

    private static async Task WarmAsync(HttpClient http, CancellationToken stop)
    {
        for (var i = 0; i < WarmRequests; i++)
        {
            await AskOrdinaryAsync(http, i, stop);
            await AskMistakenAsync(http, i, stop);
        }
    }

    /// <summary>A document that was never there before and has some names that do not exist, as people send while they write one.</summary>
    private static async Task AskMistakenAsync(HttpClient http, int number, CancellationToken stop)
    {
        var fields = string.Join(' ', Enumerable.Range(0, 40).Select(i => i % 10 == 0 ? $"titel{number}_{i}" : $"a{i}: title"));
        var body = JsonSerializer.Serialize(new { query = $"{{ listings {{ nodes {{ {fields} community {{ id(of: {number}) }} }} }} }}" });
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await http.PostAsync("/graphql", content, stop);
        await response.Content.ReadAsByteArrayAsync(stop);
    }

    private async Task<(string Line, bool IsAsMeant)> MeasureAsync(HttpClient http, HostileDocument document, CancellationToken stop)
    {
        var (status, code, length) = (0, "", 0);
        var took = new List<double>();
        for (var i = 0; i < times; i++)
        {
            using var content = new StringContent(document.Body, Encoding.UTF8, "application/json");
            var start = Stopwatch.GetTimestamp();
            using var response = await PostAsync(http, document, content, stop);
            var answer = await response.Content.ReadAsByteArrayAsync(stop);
            took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            (status, code, length) = ((int)response.StatusCode, CodeOf(answer), answer.Length);
            if (status >= 500 || code != document.Code)
                return (
                    $"| {document.Name} | **{status} {code}** instead of {document.Code}: {Encoding.UTF8.GetString(answer)[..Math.Min(answer.Length, 300)]} |",
                    false
                );
        }

        var first = took[0];
        var others = took.Skip(1).DefaultIfEmpty(first).Order().ToList();
        var (median, worst) = (others[others.Count / 2], others[^1]);
        return (
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {document.Name} | {Encoding.UTF8.GetByteCount(document.Body):N0} | {status} {code} | {first:0.0} | {median:0.0} | {worst:0.0} | {length:N0} |"
            ),
            first < MostMilliseconds && worst < MostMilliseconds
        );
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient http, HostileDocument document, HttpContent content, CancellationToken stop)
    {
        try
        {
            return await http.PostAsync("/graphql", content, stop);
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            throw new InvalidOperationException($"{document.Name}: no answer. {fault.Message}", fault);
        }
    }

    private static string CodeOf(byte[] answer) => JsonNode.Parse(answer)?["errors"]?[0]?["extensions"]?["code"]?.GetValue<string>() ?? "";

    private static async Task AskOrdinaryAsync(HttpClient http, int number, CancellationToken stop)
    {
        var body = new JsonObject { ["query"] = Ordinary, ["variables"] = Operation.With(("most", 1_000_000 + number)) };
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await http.PostAsync("/graphql", content, stop);
        var answer = JsonNode.Parse(await response.Content.ReadAsByteArrayAsync(stop));
        if (!response.IsSuccessStatusCode || answer?["data"]?["listings"]?["nodes"] is not JsonArray)
            throw new InvalidOperationException($"An ordinary query was answered with {(int)response.StatusCode}: {answer?.ToJsonString()}");
    }
}
