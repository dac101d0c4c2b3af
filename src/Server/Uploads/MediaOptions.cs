using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Lintel.Server.Hosting;

namespace Lintel.Server.Uploads;

/// <summary>Where uploaded pictures and documents of listings lie, and how links to them are made.</summary>
internal sealed class MediaOptions
{
    public const string Section = "Lintel:Media";

    /// <summary>
    /// The folder of the files; all servers of one database need the same one. Default: <c>media</c> in the state folder, which is enough for a single
    /// server.
    /// </summary>
    public string? Folder { get; set; }

    /// <summary>
    /// At least 32 bytes in Base64 that links are signed with, the same for all servers of one database; a new one makes the links so far worthless.
    /// Default: made at the first start and kept in the state folder.
    /// </summary>
    [Base64String]
    [MinLength(44)]
    public string? Secret { get; set; }

    /// <summary>How clients reach the server, e.g. <c>https://graph.example.com</c>. Default: the first address it listens on.</summary>
    [Url]
    public string? PublicUrl { get; set; }

    public string FolderIn(StateFolder state) => Path.GetFullPath(Folder ?? Path.Combine(state.Path, "media"));

    public byte[] Key(StateFolder state) => Convert.FromBase64String(Secret ?? state.Secret("media-secret", Make));

    private static string Make() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
}
