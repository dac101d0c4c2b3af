using Lintel.Data.Imports;
using Lintel.Data.Listings;
using Lintel.Domain;
using Lintel.Domain.Organisation;
using Lintel.Schema;
using Lintel.Schema.Shared.Errors;
using Lintel.Server.Hosting;
using Lintel.Server.Identity;
using Lintel.Server.Transport;
using Lintel.Server.Transport.Http;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Lintel.Server.Uploads;

/// <summary>
/// <c>POST /uploads</c>: takes a file as the request's body and answers with the id a mutation can name. Only for authenticated
/// callers; the file is theirs alone and is kept for a day.
/// </summary>
internal static class UploadRoute
{
    public const string Path = "/uploads";

    /// <summary>64 MiB: a file of half a million listings.</summary>
    [Limit("bytes", "A file that is uploaded.")]
    public const long LargestBytes = 64 * 1024 * 1024;

    public static IServiceCollection AddLintelUploads(this IServiceCollection services) =>
        services
            .AddLintelOptions<MediaOptions>(MediaOptions.Section)
            .AddSingleton(provider => new StagedFiles(
                System.IO.Path.Combine(provider.GetRequiredService<StateFolder>().Path, "uploads"),
                provider.GetRequiredService<TimeProvider>()
            ))
            .AddSingleton(provider => new MediaFiles(
                Settings(provider).FolderIn(provider.GetRequiredService<StateFolder>()),
                provider.GetRequiredService<TimeProvider>()
            ))
            .AddSingleton(provider => new MediaLinks(
                new Lazy<byte[]>(() => Settings(provider).Key(provider.GetRequiredService<StateFolder>())),
                () => AddressOf(provider),
                provider.GetRequiredService<TimeProvider>()
            ))
            .AddSingleton<UploadedMedia>()
            .AddSingleton<MediaRoutes>();

    public static IEndpointRouteBuilder MapUploads(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, SaveAsync);
        MediaRoutes.Map(routes);
        return routes;
    }

    private static MediaOptions Settings(IServiceProvider services) => services.GetRequiredService<IOptions<MediaOptions>>().Value;

    /// <summary>How clients reach the server.</summary>
    private static Uri AddressOf(IServiceProvider services) =>
        new(
            Settings(services).PublicUrl
                ?? services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
                ?? throw new InvalidOperationException("A server that does not listen makes no links.")
        );

    private static async Task<IResult> SaveAsync(HttpContext context, RequestSignIn signIn, CallerViewers viewers, StagedFiles files)
    {
        var caller = await signIn.CallerOfAsync(context.Request, context.RequestAborted);
        if (caller.Wait is { } wait)
        {
            var fault = RequestFault.TooManyAttempts(wait);
            ResponseWriter.WriteRetryAfter(context.Response, fault);
            return Refused(fault.Status, fault.Code, fault.Message);
        }

        var viewer = await viewers.CurrentAsync(caller, context.RequestAborted);
        if (viewer.AccountId is not { } accountId)
        {
            return Refused(StatusCodes.Status401Unauthorized, ErrorCodes.Unauthenticated, "Sign in to upload.");
        }

        if (viewer.KeyScopes is { } scopes && !scopes.HasFlag(ApiKeyScopes.Import))
        {
            return Refused(StatusCodes.Status403Forbidden, ErrorCodes.Forbidden, "This API key has not got the scope IMPORT.", scope: "IMPORT");
        }

        if (context.Request.HasFormContentType)
        {
            return Refused(
                StatusCodes.Status415UnsupportedMediaType,
                TransportCodes.MediaType,
                "Send the file itself as the body, e.g. as text/csv."
            );
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = LargestBytes;
        }

        try
        {
            var id = await files.SaveAsync(accountId, context.Request.Body, context.RequestAborted);
            return Results.Json(new { uploadId = id }, statusCode: StatusCodes.Status201Created);
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Refused(StatusCodes.Status413PayloadTooLarge, TransportCodes.TooLarge, $"A file has at most {LargestBytes} bytes.");
        }
    }

    private static IResult Refused(int status, string code, string message, string? scope = null) =>
        Results.Json(
            new { errors = new[] { new { message, extensions = scope is null ? (object)new { code } : new { code, scope } } } },
            statusCode: status
        );
}
