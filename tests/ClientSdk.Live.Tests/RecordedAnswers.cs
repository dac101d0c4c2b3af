using System.Text.Json;

namespace Lintel.ClientSdk.Live.Tests;

/// <summary>Keeps what went over the wire, beside whatever the client makes of it.</summary>
internal sealed class RecordedAnswers : DelegatingHandler
{
    private readonly List<(JsonElement Request, JsonElement Answer)> _all = [];

    public IReadOnlyList<(JsonElement Request, JsonElement Answer)> All => _all;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        var answered = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        _all.Add((JsonDocument.Parse(asked).RootElement, JsonDocument.Parse(answered).RootElement));
        return response;
    }
}
