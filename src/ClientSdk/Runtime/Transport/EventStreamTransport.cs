using System.Net;
using System.Text.Json;
using Lintel.Client.Operations;

namespace Lintel.Client.Transport;

/// <summary>Subscriptions as server-sent events (graphql-sse, distinct connections): one POST for each, for where no socket gets through.</summary>
internal sealed class EventStreamTransport(HttpTransport http, WebSocketOptions options) : ISubscriptionTransport
{
    /// <summary>Nothing is connected before there is something to ask for.</summary>
    public Task<(ISubscriptionSession? Session, ConnectionLoss? Loss)> ConnectAsync(string? token, CancellationToken cancellationToken) =>
        Task.FromResult<(ISubscriptionSession?, ConnectionLoss?)>((new Session(http, token, options.LongestMessage), null));

    private sealed class Session(HttpTransport http, string? token, int longestMessage) : ISubscriptionSession
    {
        private HttpResponseMessage? _response;
        private EventStreamReader? _events;

        public async Task<ConnectionLoss?> SubscribeAsync(
            OperationDocument document,
            KnownDocuments known,
            Action<Utf8JsonWriter>? variables,
            CancellationToken cancellationToken
        )
        {
            try
            {
                var body = RequestBody.Of(document, known.Strategy, known.Knows(document), variables);
                _response = await http.OpenStreamAsync(body, token, cancellationToken).ConfigureAwait(false);
                if (!string.Equals(_response.Content.Headers.ContentType?.MediaType, "text/event-stream", StringComparison.OrdinalIgnoreCase))
                {
                    return Refusal(_response.StatusCode);
                }

                var stream = await _response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
                _events = new EventStreamReader(stream, longestMessage);
                return null;
            }
            catch (Exception fault) when (IsLoss(fault, cancellationToken))
            {
                return ConnectionLoss.Fault(fault.Message, fault);
            }
        }

        public async Task<ServerMessage> ReceiveAsync(CancellationToken cancellationToken)
        {
            try
            {
                while (await _events!.NextAsync(cancellationToken).ConfigureAwait(false)) // only asked once it is there
                {
                    switch (_events.Name)
                    {
                        case "next":
                            return new ServerMessage(MessageKind.Next, _events.Data, Loss: null);
                        case "complete":
                            return new ServerMessage(MessageKind.Complete, Payload: default, Loss: null);
                    }
                }

                return ServerMessage.Lost(ConnectionLoss.Fault("the event stream ended before it was complete", cause: null));
            }
            catch (Exception fault) when (IsLoss(fault, cancellationToken))
            {
                return ServerMessage.Lost(ConnectionLoss.Fault(fault.Message, fault));
            }
        }

        public async ValueTask DisposeAsync()
        {
            if (_events is not null)
            {
                await _events.DisposeAsync().ConfigureAwait(false);
            }

            _response?.Dispose();
        }

        private static ConnectionLoss Refusal(HttpStatusCode status)
        {
            var reason = $"the server answered {(int)status} instead of an event stream";
            // What is wrong with the request or the token is wrong with the next one, too; what is wrong with the server may pass.
            var passes = status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError;
            return new ConnectionLoss((int)status, reason, IsFinal: !passes && status != HttpStatusCode.Unauthorized);
        }

        private static bool IsLoss(Exception fault, CancellationToken cancellationToken) =>
            fault is HttpRequestException or IOException or JsonException or Polly.ExecutionRejectedException
            || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested);
    }
}
