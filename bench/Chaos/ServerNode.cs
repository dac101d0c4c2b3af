using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Lintel.Chaos;

/// <summary>A server process that is killed and comes back at the same address.</summary>
internal sealed class ServerNode(string assembly, IReadOnlyDictionary<string, string> settings, string log) : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly Lock _writing = new();
    private Process? _process;
    private volatile bool _isUp;

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}/graphql");

    /// <summary>It answered, and nobody has killed it since.</summary>
    public bool IsUp => _isUp;

    public int ProcessId => _process?.Id ?? throw new InvalidOperationException("It was not started.");

    /// <summary>Returns when it is ready. One that ends by itself meanwhile, since its database is away, is started again.</summary>
    public async Task StartAsync(CancellationToken stop)
    {
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < StartLimit)
        {
            _process = Launch();
            while (!_process.HasExited && waited.Elapsed < StartLimit)
            {
                if (await IsReadyAsync(stop))
                {
                    _isUp = true;
                    return;
                }

                await Task.Delay(BetweenLooks, stop);
            }

            await EndAsync();
        }

        throw new InvalidOperationException($"A server did not start; see {log}");
    }

    /// <summary>SIGKILL: nothing is finished, flushed or closed.</summary>
    public Task KillAsync()
    {
        _isUp = false;
        return EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await EndAsync();
    }

    private async Task EndAsync()
    {
        if (Interlocked.Exchange(ref _process, null) is not { } process)
            return;

        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private Process Launch()
    {
        var start = new ProcessStartInfo("dotnet", [assembly, "--urls", Address.GetLeftPart(UriPartial.Authority)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var process = Process.Start(start)!; // a new process, never an existing one
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;

        lock (_writing)
            File.AppendAllText(log, line + "\n");
    }

    private async Task<bool> IsReadyAsync(CancellationToken stop)
    {
        try
        {
            using var response = await _http.GetAsync(new Uri(Address, "/health/ready"), stop);
            return response.IsSuccessStatusCode;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException && !stop.IsCancellationRequested)
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
