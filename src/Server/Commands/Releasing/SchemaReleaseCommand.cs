using System.CommandLine;
using Lintel.Schema;
using Lintel.Schema.Releasing;
using Lintel.Server.Codes;

namespace Lintel.Server.Commands.Releasing;

/// <summary><c>schema release VERSION</c>: writes what partners are promised from now on.</summary>
internal static class SchemaReleaseCommand
{
    public static Command Create()
    {
        var version = new Argument<string>("VERSION") { Description = "MAJOR.MINOR.PATCH, not older than the last release." };
        version.Validators.Add(result =>
        {
            if (Release.VersionOf(result.GetValueOrDefault<string>()) is null)
            {
                result.AddError("A version is MAJOR.MINOR.PATCH.");
            }
        });
        var releases = ReleasesOption.Create();
        var breaking = new Option<bool>("--breaking")
        {
            Description = "Release although something breaks: before partners have it, or for their safety.",
        };
        var release = new Command("release", "Keep the graph of this build as a release, which later ones are checked against.")
        {
            version,
            releases,
            breaking,
        };
        release.SetAction(line =>
            SchemaCommand.WithViews(views =>
                Cut(views, Release.VersionOf(line.GetValue(version)!)!, line.GetValue(releases)!.FullName, line.GetValue(breaking)) // validated above
            )
        );
        return release;
    }

    private static int Cut(SchemaViews views, Version version, string folder, bool mayBreak)
    {
        var all = Release.All(folder);
        if (all is [.., { Version: var newest }] && version < newest)
        {
            Console.Error.WriteLine($"{newest} is released; nothing older can be.");
            return CommandLine.Misused;
        }

        // A version that is cut again is judged by the one before it.
        if (all.LastOrDefault(release => release.Version < version) is { } last)
        {
            var changes = SchemaCheckCommand.Since(last, views);
            var code = SchemaCheckCommand.Print(last.Version.ToString(), changes);
            if (code != 0 && !mayBreak)
            {
                Console.Error.WriteLine("Not released: deprecate first, or say --breaking.");
                return code;
            }
        }

        Release
            .Of(version, SchemaExport.Sdl(views.Whole), role => SchemaExport.Sdl(views.Of(role)), DeclaredCodes.All.Select(code => code.Code))
            .Write(folder);
        Console.WriteLine($"{version} is in {folder}.");
        return 0;
    }
}
