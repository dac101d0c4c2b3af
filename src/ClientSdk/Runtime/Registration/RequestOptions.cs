namespace Lintel.Client;

/// <summary>How requests of a client are made.</summary>
internal sealed class RequestOptions
{
    public RequestStrategy Strategy { get; set; }
}
