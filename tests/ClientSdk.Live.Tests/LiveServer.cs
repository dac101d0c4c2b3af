using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lintel.ClientSdk.Live.Tests;

/// <summary>The server in a process of its own with the small demo brokerage on SQLite. It can be killed, and started again where it was.</summary>
public sealed class LiveServer : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _state = Directory.CreateTempSubdirectory("lintel-live-");
    private readonly StringBuilder _said = new();
    private readonly int _port = FreePort();
    private readonly List<string> _requests = [];
    private TaskCompletionSource _requestNoted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _marks;
    private Process? _process;
    private Dictionary<string, string> _tokens = [];

    public Uri Address => new($"http://127.0.0.1:{_port}/graphql");

    public HttpClient Http { get; } = new() { Timeout = TimeSpan.FromSeconds(30) };

    public string TokenOf(string persona) => _tokens[persona];

    public async Task InitializeAsync()
    {
        await StartAsync();
        var personas = await Http.GetFromJsonAsync<JsonArray>(new Uri(Address, "/graphiql/personas.json"));
        _tokens = personas!.ToDictionary(one => (string)one!["name"]!, one => (string)one!["token"]!, StringComparer.Ordinal);
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await KillAsync();
        _state.Delete(recursive: true);
    }

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Lintel.Server.dll"), "--urls", $"http://127.0.0.1:{_port}"]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = _state.FullName,
        };
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        start.Environment["Lintel__StateFolder"] = _state.FullName;
        // Many tests in a moment from one account.
        start.Environment["Lintel__Cost__Budget"] = "1000000";
        // Nothing happens in the demo but what a test does.
        start.Environment["Lintel__Deadlines__Watch"] = "false";
        // Each request is written down as it begins.
        start.Environment["Logging__LogLevel__Microsoft.AspNetCore.Hosting.Diagnostics"] = "Information";
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        await UntilItAnswersAsync();
    }

    /// <summary>Ends it as a power failure would.</summary>
    public async Task KillAsync()
    {
        if (_process is { HasExited: false } running)
        {
            running.Kill();
            await running.WaitForExitAsync();
        }

        _process?.Dispose();
        _process = null;
    }

    /// <summary>Asks with nothing of the SDK in between; the answer as it came.</summary>
    public async Task<JsonNode> AskAsync(string persona, string query, object? variables = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", TokenOf(persona));
        request.Headers.Accept.ParseAdd("application/json");
        using var response = await Http.SendAsync(request);
        var answer = (await response.Content.ReadFromJsonAsync<JsonNode>())!;
        return answer["errors"] is { } errors ? throw new InvalidOperationException(errors.ToJsonString()) : answer["data"]!;
    }

    /// <summary>The requests with this in their address that have reached the server, as it noted them itself.</summary>
    public async Task<IReadOnlyList<string>> RequestsWithAsync(string mark)
    {
        // The log is written in order: when this one stands in it, all before it do.
        var last = new Uri(Address, $"/health/live?mark={Interlocked.Increment(ref _marks)}");
        using var answer = await Http.GetAsync(last);
        while (true)
        {
            Task another;
            lock (_said)
            {
                if (_requests.Contains($"GET {last}"))
                {
                    return [.. _requests.Where(request => request.Contains(mark, StringComparison.Ordinal))];
                }

                another = _requestNoted.Task;
            }

            await another.WaitAsync(Patience);
        }
    }

    /// <summary>Waits until a server that is away has come back.</summary>
    public async Task UntilItIsThereAsync(CancellationToken cancellationToken)
    {
        using var interval = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await interval.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                using var ready = await Http.GetAsync(new Uri(Address, "/health/ready"), cancellationToken);
                if (ready.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException)
            {
                // Not yet.
            }
        }
    }

    private async Task UntilItAnswersAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var there = UntilItIsThereAsync(patience.Token);
        if (await Task.WhenAny(there, _process!.WaitForExitAsync(patience.Token)) != there)
        {
            throw new InvalidOperationException($"The server did not start: {_said}");
        }

        await there;
    }

    private void Note(string? line)
    {
        // Request starting HTTP/1.1 POST http://127.0.0.1:5080/graphql - application/json 120
        const string Beginning = "Request starting ";
        var at = line?.IndexOf(Beginning, StringComparison.Ordinal) ?? -1;
        lock (_said)
        {
            if (at < 0)
            {
                _said.AppendLine(line);
                return;
            }

            _requests.Add(string.Join(' ', line![(at + Beginning.Length)..].Split(' ')[1..3]));
            _requestNoted.SetResult();
            _requestNoted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

[CollectionDefinition(Name)]
public sealed class LiveServerCollection : ICollectionFixture<LiveServer>
{
    public const string Name = "live server";
}
