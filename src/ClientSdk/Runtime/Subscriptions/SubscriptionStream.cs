using System.Runtime.CompilerServices;
using System.Text.Json;
using Lintel.Client.Operations;
using Lintel.Client.Transport;

namespace Lintel.Client.Subscriptions;

/// <summary>One subscription over as many connections as it takes.</summary>
internal sealed class SubscriptionStream<T>(
    WebSocketTransport transport,
    OperationDocument document,
    Action<Utf8JsonWriter>? variables,
    ReadValue<T> readData,
    ResumePoint<T>? resume
)
    where T : class
{
    private long? _lastSequence;
    private int _failures;
    private bool _tokenRefused;

    /// <summary>A stream that starts anew each time it is enumerated.</summary>
    public static async IAsyncEnumerable<IOperationResult<T>> StartAsync(
        Func<SubscriptionStream<T>> create,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var result in create().FollowAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return result;
        }
    }

    private async IAsyncEnumerable<IOperationResult<T>> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var (session, loss) = await transport.ConnectAsync(cancellationToken).ConfigureAwait(false);
            if (session is not null)
            {
                _tokenRefused = false;
                var connectedAt = transport.Clock.GetTimestamp();
                await using var owned = session.ConfigureAwait(false);
                loss = await session.SubscribeAsync(document, PresentVariables(), cancellationToken).ConfigureAwait(false);
                while (loss is null)
                {
                    var message = await session.ReceiveAsync(cancellationToken).ConfigureAwait(false);
                    switch (message.Kind)
                    {
                        case MessageKind.Next when Accept(message) is { } result:
                            yield return result;
                            break;
                        case MessageKind.Error:
                            yield return Refused(message);
                            yield break;
                        case MessageKind.Complete:
                            yield break;
                        case MessageKind.Lost:
                            loss = message.Loss;
                            break;
                    }
                }

                Forgive(transport.Clock.GetElapsedTime(connectedAt));
            }

            await WaitOrGiveUpAsync(loss!, cancellationToken).ConfigureAwait(false);
        }
    }

    private Action<Utf8JsonWriter>? PresentVariables() => resume is not null && _lastSequence is { } last ? resume.VariablesAfter(last) : variables;

    /// <summary>The event, unless the caller has had it already.</summary>
    private OperationResult<T>? Accept(ServerMessage message)
    {
        _failures = 0;
        var result = ResponseBody.Read(message.Payload.Span, readData);
        if (resume is null || result.Data is null || resume.SequenceOf(result.Data) is not { } sequence)
        {
            return result;
        }

        if (sequence <= _lastSequence)
        {
            return null;
        }

        _lastSequence = sequence;
        return result;
    }

    /// <summary>A quiet connection that held for long was no failure; one that broke at once was, though it was acknowledged.</summary>
    private void Forgive(TimeSpan held)
    {
        if (held >= transport.Options.LongestReconnectDelay)
        {
            _failures = 0;
        }
    }

    private static OperationResult<T> Refused(ServerMessage message)
    {
        try
        {
            return new OperationResult<T> { Errors = ResponseBody.ReadErrors(message.Payload.Span) };
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return OperationResult<T>.Failed(ClientError.ResponseCode, fault.Message, fault);
        }
    }

    private async Task WaitOrGiveUpAsync(ConnectionLoss loss, CancellationToken cancellationToken)
    {
        var options = transport.Options;
        var isRefusedAgain = loss.IsAboutTheToken && _tokenRefused;
        if (loss.IsFinal || isRefusedAgain || _failures >= options.ReconnectAttempts)
        {
            throw loss.ToException();
        }

        _tokenRefused = loss.IsAboutTheToken;
        var delay = Backoff.DelayOf(_failures++, options);
        ClientLog.Reconnecting(transport.Logger, document.Name, loss.Code, loss.Reason, delay);
        await Task.Delay(delay, transport.Clock, cancellationToken).ConfigureAwait(false);
    }
}
