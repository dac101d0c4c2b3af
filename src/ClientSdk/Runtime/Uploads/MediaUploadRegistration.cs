using Microsoft.Extensions.DependencyInjection;

namespace Lintel.Client;

/// <summary>Registers <see cref="MediaUploader"/>.</summary>
public static class MediaUploadRegistration
{
    /// <summary>Adds <see cref="MediaUploader"/> to the services of <c>AddLintelClient()</c>.</summary>
    public static ClientBuilder AddMediaUploads(this ClientBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddHttpClient(MediaUploader.HttpClientName);
        builder.Services.AddSingleton<MediaUploader>();
        return builder;
    }
}
