namespace Lintel.Server.Identity;

/// <summary>
/// For whom an HTTP request speaks, by its `Authorization` header. The route that wants to know asks; what is no token that is believed makes
/// nobody, and never an error.
/// </summary>
internal sealed class RequestSignIn(TokenCheck tokens)
{
    /// <summary>What the request's token says; null: nobody.</summary>
    public ValueTask<VerifiedToken?> VerifyAsync(HttpRequest request, CancellationToken cancellationToken) =>
        TokenCheck.TokenOf(request.Headers.Authorization.ToString()) is { Length: > 0 } token
            ? tokens.VerifyAsync(token, cancellationToken)
            : default;

    /// <summary>The subject of the request's token; null: nobody.</summary>
    public async ValueTask<string?> SubjectOfAsync(HttpRequest request, CancellationToken cancellationToken) =>
        (await VerifyAsync(request, cancellationToken))?.Subject;
}
