using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using Lintel.Data;
using Lintel.Server.Hosting;
using Lintel.Server.Identity;
using Lintel.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Lintel.Server.Tests;

/// <summary>The server in a process of its own, on a PostgreSQL database with Li's brokerage, ended by signals like any other.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _state;
    private readonly TestDatabase _database;
    private readonly StringBuilder _said = new();

    private ServerProcess(Process process, DirectoryInfo state, TestDatabase database) => (_process, _state, _database) = (process, state, database);

    public Uri Address { get; private set; } = null!; // set by the only way to make one
    public HttpClient Http { get; } = new() { Timeout = ServerUnderTest.Patience };
    public string ConnectionString => _database.Options.ConnectionString;

    public static async Task<ServerProcess> StartAsync(params (string Key, string Value)[] settings)
    {
        var database = await TestDatabase.CloneAsync(
            DatabaseProvider.Postgres,
            "template_server",
            (db, clock) => new TestBrokerage(clock).SaveAsync(db)
        );
        var state = Directory.CreateTempSubdirectory("lintel-server-process-");
        var key = Convert.ToBase64String(TestDatabase.Key);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Lintel.Server.dll"), "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = state.FullName,
        };
        foreach (
            var (name, value) in ((string, string)[])
                [
                    ("DOTNET_ENVIRONMENT", "Development"),
                    ("Lintel:StateFolder", state.FullName),
                    ("Lintel:Start:Migrate", "false"),
                    ("Lintel:Start:SeedDemo", "false"),
                    ("Lintel:Database:Provider", "Postgres"),
                    ("Lintel:Database:ConnectionString", database.Options.ConnectionString),
                    ("Lintel:Protection:Keys:dev", key),
                    ("Lintel:Protection:IndexKey", key),
                    .. settings,
                ]
        )
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;

        var server = new ServerProcess(Process.Start(start)!, state, database);
        try
        {
            await server.UntilItAnswersAsync();
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        return server;
    }

    public HttpRequestMessage Post(string query, string accept = "application/json")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Address)
        {
            Content = new StringContent($$"""{"query":"{{query}}"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Accept.ParseAdd(accept);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token());
        return request;
    }

    /// <summary>The status of <c>/health/ready</c> or <c>/health/live</c>.</summary>
    public async Task<int> HealthAsync(string which)
    {
        using var response = await Http.GetAsync(new Uri(Address, $"/health/{which}"));
        return (int)response.StatusCode;
    }

    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>The exit code.</summary>
    public async Task<int> EndAsync()
    {
        using var patience = new CancellationTokenSource(ServerUnderTest.Patience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    /// <summary>A token of Li, signed with the key that the process made for itself.</summary>
    public string Token()
    {
        using var app = LintelHost.Create(
            builder =>
                builder.Configuration.AddInMemoryCollection(
                    new Dictionary<string, string?>(StringComparer.Ordinal) { [StateFolder.Setting] = _state.FullName }
                ),
            environment: "Development"
        );
        return app.Services.GetRequiredService<DevelopmentTokens>().Issue("test|li");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        await _database.DisposeAsync();
        _state.Delete(recursive: true);
    }

    private async Task UntilItAnswersAsync()
    {
        const string announcement = "Lintel answers at ";
        _process.ErrorDataReceived += (_, line) => _said.AppendLine(line.Data);
        _process.BeginErrorReadLine();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (!line.StartsWith(announcement, StringComparison.Ordinal))
                continue;

            Address = new Uri(line[announcement.Length..]);
            _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            return;
        }

        throw new InvalidOperationException($"The server did not start: {_said}");
    }
}
