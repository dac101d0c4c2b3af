using System.Runtime.CompilerServices;
using System.Text.Json;
using Lintel.Client.Operations;
using Lintel.Client.Store;
using Lintel.Client.Telemetry;
using Lintel.Client.Transport;

namespace Lintel.Client.Subscriptions;

/// <summary>One subscription over as many connections as it takes.</summary>
internal sealed class SubscriptionStream<T>(
    SubscriptionTransports transports,
    KnownDocuments known,
    EntityStore store,
    OperationDocument document,
    Action<Utf8JsonWriter>? variables,
    ReadValue<T> readData,
    ResumePoint<T>? resume
)
    where T : class
{
    private readonly Progress _progress = new(resume?.IsExact ?? false);
    private string? _token;
    private bool _isTokenRefused;
    private int _failures;

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
            _token = await TokenAsync(cancellationToken).ConfigureAwait(false);
            var transport = transports.Next();
            var (session, loss) = await transport.ConnectAsync(_token, cancellationToken).ConfigureAwait(false);
            if (session is not null)
            {
                var connectedAt = transports.Clock.GetTimestamp();
                await using var owned = session.ConfigureAwait(false);
                loss = await session.SubscribeAsync(document, known, PresentVariables(), cancellationToken).ConfigureAwait(false);
                if (loss is null)
                {
                    // Let in, whatever comes later.
                    transports.Stood(transport);
                    _isTokenRefused = false;
                }

                while (loss is null)
                {
                    var message = await session.ReceiveAsync(cancellationToken).ConfigureAwait(false);
                    (var result, loss, var isOver) = Judge(message);
                    if (result is not null)
                    {
                        yield return result;
                    }

                    if (isOver)
                    {
                        yield break;
                    }
                }

                Forgive(transports.Clock.GetElapsedTime(connectedAt));
            }

            await WaitOrGiveUpAsync(loss!, cancellationToken).ConfigureAwait(false); // the only way here is a loss
        }
    }

    private ValueTask<string?> TokenAsync(CancellationToken cancellationToken) =>
        _isTokenRefused ? transports.Tokens.RenewTokenAsync(_token, cancellationToken) : transports.Tokens.GetTokenAsync(cancellationToken);

    private Action<Utf8JsonWriter>? PresentVariables() =>
        resume is not null && _progress.Last is { } last ? resume.VariablesAfter(last, _progress.IsInside) : variables;

    /// <summary>What a message is to the caller: an item, the end of this connection, or of the subscription.</summary>
    private (OperationResult<T>? Result, ConnectionLoss? Loss, bool IsOver) Judge(ServerMessage message)
    {
        switch (message.Kind)
        {
            case MessageKind.Next:
                return Accept(message.Payload);
            case MessageKind.Error:
                return Refused(ResponseBody.ReadErrors<T>(message.Payload.Span));
            case MessageKind.Complete:
                return (null, null, true);
            case MessageKind.Lost:
                return (null, message.Loss, false);
            default:
                return default;
        }
    }

    private (OperationResult<T>?, ConnectionLoss?, bool) Accept(ReadOnlyMemory<byte> payload)
    {
        var result = ResponseBody.Read(payload.Span, readData);
        if (result.Data is null)
        {
            return result.Errors.Count > 0 && Interruption(result) is { } loss ? (null, loss, false) : (result, null, false);
        }

        _failures = 0;
        if (resume?.PositionOf(result.Data) is { } position && !_progress.Takes(position, payload.Span))
        {
            ClientTelemetry.Repeated(document);
            return default;
        }

        if (store.IsWatched)
        {
            store.Write(document.Shape, RequestVariables.Of(document.Shape, variables), payload);
        }

        ClientTelemetry.Told(document);
        return (result, null, false);
    }

    private (OperationResult<T>?, ConnectionLoss?, bool) Refused(OperationResult<T> refusal) =>
        Interruption(refusal) is { } loss ? (null, loss, false) : (refusal, null, true);

    /// <summary>Errors that are not for the caller: the stream goes on elsewhere, or with the text of its document.</summary>
    private ConnectionLoss? Interruption(OperationResult<T> result)
    {
        if (known.Knows(document) && known.Refuses(document, result.Errors))
        {
            return ConnectionLoss.Fault("the server does not know the document by its name", cause: null) with { RetryAfter = TimeSpan.Zero };
        }

        return ConnectionLoss.Of(result.Errors);
    }

    /// <summary>A quiet connection that held for long was no failure; one that broke at once was, though it was acknowledged.</summary>
    private void Forgive(TimeSpan held)
    {
        if (held >= transports.Options.LongestReconnectDelay)
        {
            _failures = 0;
        }
    }

    private async Task WaitOrGiveUpAsync(ConnectionLoss loss, CancellationToken cancellationToken)
    {
        var options = transports.Options;
        ClientTelemetry.Lost(document, loss.Code);
        transports.Failed(loss);
        // A renewed token that is not let in either will not do.
        var isRefusedAgain = loss.IsAboutTheToken && _isTokenRefused;
        if (loss.IsFinal || isRefusedAgain || _failures >= options.ReconnectAttempts)
        {
            throw loss.ToException();
        }

        _isTokenRefused = loss.IsAboutTheToken;
        var delay = loss.RetryAfter ?? Backoff.DelayOf(_failures, options);
        _failures++;
        ClientLog.Reconnecting(transports.Logger, document.Name, loss.Code, loss.Reason, delay);
        await Task.Delay(delay, transports.Clock, cancellationToken).ConfigureAwait(false);
    }
}
