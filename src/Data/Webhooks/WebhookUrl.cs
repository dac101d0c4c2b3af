using System.Net;

namespace Lintel.Data.Webhooks;

/// <summary>Which addresses endpoints may have. What their hosts resolve to is checked at each connection.</summary>
public static class WebhookUrl
{
    /// <summary>What is wrong with a URL; null: nothing.</summary>
    public static string? FaultOf(string url, WebhookOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Host.Length == 0 || url.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
        {
            return "an absolute URL";
        }

        if (uri.UserInfo.Length > 0 || uri.Fragment.Length > 0)
        {
            return "a URL without user information and fragment";
        }

        return uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && options.AllowLoopback && IsLoopback(uri)) ? null
            : options.AllowLoopback ? "an https URL, or an http URL of a loopback address"
            : "an https URL";
    }

    private static bool IsLoopback(Uri uri) =>
        IPAddress.TryParse(uri.DnsSafeHost, out var address)
            ? InternetAddress.IsLoopback(address)
            : string.Equals(uri.Host, "localhost", StringComparison.OrdinalIgnoreCase);
}
