using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Lintel.Reads;

/// <summary>A server under measurement: a process of its own on a loopback port.</summary>
internal sealed class Peer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly HttpClient _http;

    private Peer(PeerProgram program, Process process, Uri address)
    {
        (Program, _process, Address) = (program, process, address);
        _http = new HttpClient { BaseAddress = address };
        if (program.Token is { } token)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public PeerProgram Program { get; }
    public string Name => Program.Name;
    public Uri Address { get; }
    public int ProcessId => _process.Id;

    public static async Task<Peer> StartAsync(PeerProgram program, CancellationToken stop)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(program.Assembly);
        start.ArgumentList.Add("--urls");
        start.ArgumentList.Add(address.ToString());
        foreach (var (name, value) in program.Environment)
            start.Environment[name] = value;

        var process = Process.Start(start)!; // a new process, never an existing one
        var log = new StringBuilder();
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var peer = new Peer(program, process, address);
        var deadline = Stopwatch.StartNew();
        while (!await peer.AnswersAsync(stop))
        {
            if (process.HasExited || deadline.Elapsed > StartLimit)
            {
                await peer.DisposeAsync();
                throw new InvalidOperationException($"{program.Name} did not start:\n{log}");
            }

            await Task.Delay(100, stop);
        }

        return peer;

        void Keep(string? line)
        {
            lock (log)
                log.AppendLine(line);
        }
    }

    /// <summary>The answer to one request, parsed. Errors in it are thrown.</summary>
    public async Task<JsonObject> AskAsync(Operation operation, JsonObject variables, CancellationToken stop)
    {
        using var request = Program.IsGraphQL
            ? new HttpRequestMessage(HttpMethod.Post, "/graphql")
            {
                Content = new StringContent(operation.BodyFor(variables), Encoding.UTF8, "application/json"),
            }
            : new HttpRequestMessage(HttpMethod.Get, operation.PathFor(variables));
        using var response = await _http.SendAsync(request, stop);
        var text = await response.Content.ReadAsStringAsync(stop);
        return response.IsSuccessStatusCode && JsonNode.Parse(text) is JsonObject answer && answer["data"] is not null && answer["errors"] is null
            ? answer
            : throw new InvalidOperationException($"{Name} answered {operation.Name} with {(int)response.StatusCode}: {text}");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private async Task<bool> AnswersAsync(CancellationToken stop)
    {
        try
        {
            using var response = await _http.GetAsync(Program.ReadyPath, stop);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>How a peer is started and spoken to.</summary>
internal sealed record PeerProgram(string Name, string Assembly, IReadOnlyDictionary<string, string> Environment)
{
    public bool IsGraphQL { get; init; } = true;
    public string ReadyPath { get; init; } = "/ready";
    public string? Token { get; init; }

    /// <summary>Over how many listings.</summary>
    public int Listings { get; init; }
}
