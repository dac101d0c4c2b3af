using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Lintel.Data;
using Lintel.MutationHost;

namespace Lintel.Schema.Tests.Proofs.Killing;

/// <summary>A server in a process of its own, for one mutation after the other, which can be told to die in the middle of one.</summary>
internal sealed class HostProcess : IDisposable
{
    /// <summary>What the shell says of a process that SIGKILL ended.</summary>
    public const int Killed = 128 + 9;

    private readonly Process _process;
    private readonly StringBuilder _said = new();

    private HostProcess(Process process)
    {
        _process = process;
        _process.ErrorDataReceived += (_, line) => _said.AppendLine(line.Data);
        _process.BeginErrorReadLine();
    }

    public static HostProcess Start() =>
        new(
            Process.Start(
                new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Lintel.MutationHost.dll")])
                {
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                    StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
                    StandardOutputEncoding = Encoding.UTF8,
                    UseShellExecute = false,
                }
            )! // a program that was not running
        );

    /// <summary>The answer of a mutation.</summary>
    public async Task<string> AnswerAsync(DatabaseOptions database, string subject, string document, object variables) =>
        await SendAsync(database, subject, document, variables, KillAt.Never) ?? throw new InvalidOperationException($"The process ended: {_said}");

    /// <summary>Sends a mutation that the process does not survive; its exit code.</summary>
    public async Task<int> DieAsync(DatabaseOptions database, string subject, string document, object variables, KillAt at)
    {
        var answer = await SendAsync(database, subject, document, variables, at);
        Assert.True(answer is null, answer);
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private async Task<string?> SendAsync(DatabaseOptions database, string subject, string document, object variables, KillAt at)
    {
        var call = new Call(
            database.Provider.ToString(),
            database.ConnectionString,
            subject,
            document,
            JsonSerializer.SerializeToElement(variables),
            at
        );
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(call));
        await _process.StandardInput.FlushAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        return await _process.StandardOutput.ReadLineAsync(patience.Token);
    }
}
