using Lintel.Domain.Organisation;

namespace Lintel.Server.Identity;

/// <summary>
/// For whom an HTTP request speaks, by its `Authorization` header: a bearer's token or API key. The route that wants to know asks; what is not
/// believed makes nobody, and never an error.
/// </summary>
internal sealed class RequestSignIn(TokenCheck tokens, ApiKeyCheck keys)
{
    public async ValueTask<Caller> CallerOfAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (TokenCheck.TokenOf(request.Headers.Authorization.ToString()) is not { Length: > 0 } token)
        {
            return Caller.Nobody;
        }

        if (ApiKeyText.IsMeant(token))
        {
            return await keys.CheckAsync(token, request.HttpContext.Connection.RemoteIpAddress, cancellationToken);
        }

        return await tokens.VerifyAsync(token, cancellationToken) is { } verified ? Caller.By(verified) : Caller.Nobody;
    }
}
