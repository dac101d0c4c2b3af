using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Authentication;
using Lintel.Domain.Webhooks;

namespace Lintel.Data.Webhooks;

/// <summary>Sends one signed message and waits for the answer, which says only whether it arrived. Whatever the other side does, it ends in time.</summary>
public sealed class WebhookSender : IDisposable
{
    /// <summary>Bytes of an answer that are read; what follows is nobody's.</summary>
    private const int MostOfAnswer = 4096;

    private readonly HttpMessageInvoker _http;
    private readonly WebhookOptions _options;
    private readonly WebhookMetrics _metrics;
    private readonly TimeProvider _clock;

    public WebhookSender(HostNames names, WebhookOptions options, WebhookMetrics metrics, TimeProvider clock)
    {
        (_options, _metrics, _clock) = (options, metrics, clock);
        _http = new HttpMessageInvoker(new GuardedConnection(names, options).Handler());
    }

    public void Dispose() => _http.Dispose();

    /// <summary>One attempt. Throws only where <paramref name="cancellationToken"/> is cancelled.</summary>
    public async Task<WebhookOutcome> SendAsync(WebhookEndpoint endpoint, string id, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var (at, started) = (_clock.GetUtcNow(), _clock.GetTimestamp());
        using var tooLong = new CancellationTokenSource(_options.AttemptTimeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, tooLong.Token);
        int? status = null;
        WebhookFailure? failure;
        try
        {
            using var request = RequestOf(endpoint, id, at, body);
            using var response = await _http.SendAsync(request, either.Token);
            status = (int)response.StatusCode;
            await ReadSomeAsync(response.Content, either.Token);
            failure = response.IsSuccessStatusCode ? null : WebhookFailure.Status;
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
        {
            failure = tooLong.IsCancellationRequested ? WebhookFailure.TimedOut : Of(fault);
        }

        var outcome = new WebhookOutcome(at, _clock.GetElapsedTime(started), status, failure);
        _metrics.Count(outcome);
        return outcome;
    }

    private static HttpRequestMessage RequestOf(WebhookEndpoint endpoint, string id, DateTimeOffset at, ReadOnlyMemory<byte> body)
    {
        var timestamp = at.ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Url) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Lintel-Webhooks", "1"));
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Of(endpoint.SecretsAt(at), id, timestamp, body.Span));
        return request;
    }

    /// <summary>A short answer is read to its end, so that its connection serves again.</summary>
    private static async Task ReadSomeAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[MostOfAnswer];
        var total = 0;
        while (total < MostOfAnswer && await stream.ReadAsync(buffer.AsMemory(total), cancellationToken) is > 0 and var read)
        {
            total += read;
        }
    }

    private static WebhookFailure Of(Exception fault) =>
        fault switch
        {
            WebhookConnectionException refused => refused.Failure,
            AuthenticationException => WebhookFailure.TlsFailed,
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => WebhookFailure.TlsFailed,
            HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded } =>
                WebhookFailure.Status,
            { InnerException: { } inner } => Of(inner),
            _ => WebhookFailure.ConnectionFailed,
        };
}
