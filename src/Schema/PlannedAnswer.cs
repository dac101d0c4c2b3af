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

    /// <summary>The bytes of the response.</summary>
    public ReadOnlyMemory<byte> Utf8
    {
        get
        {
            if (!_isClosed)
            {
                _response.Write("}"u8);
                _isClosed = true;
            }

            return _response.Written;
        }
    }

    /// <summary>The value of <c>data</c> alone, in memory of its own.</summary>
    internal PlannedJson ToJson() => new(Utf8.Slice(Start, Utf8.Length - Start - 1).ToArray());

    public void Dispose() => _response.Dispose();
}
