namespace Lintel.Server.Transport.Http;

/// <summary>The header by which an operation is judged and priced instead of run: <c>GraphQL-Validate-Only: 1</c>.</summary>
internal static class ValidateOnly
{
    public const string Header = "GraphQL-Validate-Only";

    public static bool IsAskedBy(HttpRequest request) => request.Headers.TryGetValue(Header, out var value) && value is ["1" or "true"];
}
