namespace Lintel.Server.Transport.Http;

/// <summary>The answers of a batch, as one JSON array.</summary>
internal sealed class BatchAnswers(ResponseWriter writer) : IAsyncDisposable
{
    private readonly MemoryStream _json = new();

    /// <summary>The array as far as it goes, closed.</summary>
    public ReadOnlyMemory<byte> Utf8
    {
        get
        {
            _json.WriteByte((byte)']');
            return _json.GetBuffer().AsMemory(0, (int)_json.Length);
        }
    }

    public async Task AddAsync(HttpAnswer answer, CancellationToken cancellationToken)
    {
        _json.WriteByte((byte)(_json.Length == 0 ? '[' : ','));
        if (answer.Known is { } known)
        {
            using (known)
                _json.Write(known.Utf8WithCost.Span);
        }
        else
        {
            await writer.SerializeAsync(_json, answer.Result ?? answer.Fault!.ToResult(), cancellationToken); // one of the three
        }
    }

    public ValueTask DisposeAsync() => _json.DisposeAsync();
}
