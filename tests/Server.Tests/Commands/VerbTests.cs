using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Lintel.Data.Seeding;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Lintel.Server.Tests.Commands;

/// <summary>The verbs, as a shell runs them.</summary>
public sealed class VerbTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lintel-verbs-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("--persona", "director-sun", "demo|director-sun")]
    [InlineData("--role", "STORE_MANAGER", "demo|manager-chen")]
    public async Task Token_prints_a_token_and_nothing_else(string option, string value, string subject)
    {
        var (exit, output, error) = await RunAsync("Development", "token", option, value);

        Assert.Equal((0, ""), (exit, error));
        var token = new JsonWebToken(output.TrimEnd('\n'));
        Assert.Equal(subject, token.Subject);
        Assert.Equal("ES256", token.Alg);
    }

    [Theory]
    [InlineData("token", "--persona", "nobody")]
    [InlineData("token", "--role", "KING")]
    [InlineData("token")]
    [InlineData("token", "--persona", "agent-li", "--role", "AGENT")]
    [InlineData("nonsense")]
    [InlineData("seed", "--size", "huge")]
    [InlineData("import", "listings", "no-such-file.csv", "--format", "lianjia-2021")]
    public async Task A_verb_used_wrongly_says_so_and_fails(params string[] verb)
    {
        var (exit, _, error) = await RunAsync("Development", verb);

        Assert.NotEqual(0, exit);
        Assert.NotEqual("", error);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("token", "--persona", DemoPersonas.AgentLi)]
    public async Task Production_neither_serves_nor_signs_with_the_development_key(params string[] verb)
    {
        var (exit, output, error) = await RunAsync("Production", verb);

        Assert.Equal((2, ""), (exit, output));
        Assert.StartsWith("Lintel cannot start: ", error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder.FullName, ".lintel", "dev-signing-key.pem")));
    }

    [Fact]
    public async Task An_address_in_use_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://{taken.LocalEndpoint}";

        var (exit, _, error) = await RunAsync("Development", "--urls", address);

        Assert.Equal(2, exit);
        Assert.Contains(address, error, StringComparison.Ordinal);
        Assert.Contains("--urls", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Seeding_twice_writes_once()
    {
        var first = await RunAsync("Development", "seed", "--size", "small");
        var second = await RunAsync("Development", "seed", "--size", "small");

        Assert.Equal(0, first.Exit);
        Assert.Contains("seeded in", first.Output, StringComparison.Ordinal);
        Assert.Equal(1, second.Exit);
        Assert.Contains("nothing was written", second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_graph_that_breaks_the_last_release_is_neither_passed_nor_released()
    {
        var releases = Path.Combine(_folder.FullName, "docs", "releases");
        Assert.Equal((2, ""), Without(await RunAsync("Development", "schema", "check")));

        var (exit, output, _) = await RunAsync("Development", "schema", "release", "1.0.0");

        Assert.Equal((0, $"1.0.0 is in {releases}.\n"), (exit, output));
        Assert.Equal((0, "0 changes since 1.0.0, 0 breaking\n"), Without(await RunAsync("Development", "schema", "check")));

        // What was released had a field more, and compliance saw which subject an account has.
        var released = Path.Combine(releases, "1.0.0");
        var schema = await File.ReadAllTextAsync(Path.Combine(released, "schema.graphql"));
        await File.WriteAllTextAsync(
            Path.Combine(released, "schema.graphql"),
            schema.Replace("type Viewer {", "type Viewer {\n  shoeSize: Int", StringComparison.Ordinal)
        );
        var views = await File.ReadAllTextAsync(Path.Combine(released, "views.txt"));
        await File.WriteAllTextAsync(
            Path.Combine(released, "views.txt"),
            views.Replace("Account.subject: DIRECTOR ", "Account.subject: DIRECTOR COMPLIANCE ", StringComparison.Ordinal)
        );
        const string broken = """
            breaking  Account.subject: removed for COMPLIANCE
            breaking  Viewer.shoeSize: removed
            2 changes since 1.0.0, 2 breaking

            """;

        Assert.Equal((1, broken), Without(await RunAsync("Development", "schema", "check")));
        Assert.Equal((1, broken), Without(await RunAsync("Development", "schema", "release", "1.1.0")));
        Assert.False(Directory.Exists(Path.Combine(releases, "1.1.0")));
        Assert.Equal(2, (await RunAsync("Development", "schema", "release", "0.9.0")).Exit);
        Assert.Equal(0, (await RunAsync("Development", "schema", "release", "1.1.0", "--breaking")).Exit);
        Assert.Equal((0, "0 changes since 1.1.0, 0 breaking\n"), Without(await RunAsync("Development", "schema", "check")));

        static (int, string) Without((int Exit, string Output, string Error) run) => (run.Exit, run.Output);
    }

    private async Task<(int Exit, string Output, string Error)> RunAsync(string environment, params string[] verb)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Lintel.Server.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. verb])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = environment },
        };
        using var process = Process.Start(start)!; // a new process, so never null
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var error = process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, await output, await error);
    }
}
