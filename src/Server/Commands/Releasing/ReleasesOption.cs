using System.CommandLine;
using Lintel.Schema.Releasing;

namespace Lintel.Server.Commands.Releasing;

/// <summary><c>--releases</c>: where the releases are kept.</summary>
internal static class ReleasesOption
{
    public static Option<DirectoryInfo> Create() =>
        new("--releases")
        {
            Description = $"The folder of the releases. Default: {Release.Folder}, from the root of the repository.",
            DefaultValueFactory = _ => new DirectoryInfo(Release.Folder),
        };
}
