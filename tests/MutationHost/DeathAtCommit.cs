using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Lintel.MutationHost;

/// <summary>Ends the process with SIGKILL at a commit: no handler, no buffer, no connection comes to its end.</summary>
internal sealed class DeathAtCommit : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    public KillAt Due { get; set; }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore")
        {
            value.Subscribe(this);
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == Moment(Due))
        {
            using var self = Process.GetCurrentProcess();
            self.Kill();
        }
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    private static string? Moment(KillAt due) =>
        due switch
        {
            KillAt.BeforeCommit => RelationalEventId.TransactionCommitting.Name,
            KillAt.AfterCommit => RelationalEventId.TransactionCommitted.Name,
            _ => null,
        };
}
