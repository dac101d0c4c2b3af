using Lintel.Schema.Shared.Costing;
using Lintel.Schema.Shared.Reading;

namespace Lintel.Schema;

/// <summary>A whole response, finished: <c>{"data":…}</c> in UTF-8. Its memory is given back when it is disposed of.</summary>
public sealed class PlannedAnswer : IDisposable
{
    private const int Start = 8; // {"data":
    private readonly JsonBuffer _response = new();
    private bool _isClosed;

    internal PlannedAnswer() => _response.Write("{\"data\":"u8);

    /// <summary>What is written as the value of <c>data</c>.</summary>
    internal JsonBuffer Data => _response;

    /// <summary>What it cost; null: it does not say.</summary>
    internal OperationCost? Cost { get; set; }

    /// <summary>The bytes of the response without its cost, which differs each time: a cache may keep them.</summary>
    public ReadOnlyMemory<byte> Utf8 => Closed(null);

    /// <summary>The bytes of the response, with what it cost in <c>extensions</c>.</summary>
    public ReadOnlyMemory<byte> Utf8WithCost => Closed(Cost);

    /// <summary>The value of <c>data</c> alone, in memory of its own.</summary>
    internal PlannedJson ToJson() => new(_response.Written[Start..].ToArray(), Cost?.Actual ?? 0);

    /// <summary>One of the two; the first that is asked for.</summary>
    private ReadOnlyMemory<byte> Closed(OperationCost? cost)
    {
        if (!_isClosed)
        {
            cost?.WriteExtensions(_response);
            _response.Write("}"u8);
            _isClosed = true;
        }

        return _response.Written;
    }

    public void Dispose() => _response.Dispose();
}
