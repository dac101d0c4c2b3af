using System.CommandLine;
using Lintel.Domain;
using Lintel.Schema;
using Lintel.Schema.Comparing;
using Lintel.Schema.Releasing;

namespace Lintel.Server.Commands.Releasing;

/// <summary><c>schema check</c>: what changed since the last release, or since a schema file.</summary>
internal static class SchemaCheckCommand
{
    private const int FoundBreaking = 1;

    public static Command Create()
    {
        var before = new Argument<FileInfo>("FILE")
        {
            Description = "A schema to compare with instead, without the roles' views.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var releases = ReleasesOption.Create();
        var check = new Command(
            "check",
            "Print what changed since the last release, for whom, permissions included. Exit code 1: something that worked for a role no longer does."
        )
        {
            before.AcceptExistingOnly(),
            releases,
        };
        check.SetAction(line =>
            SchemaCommand.WithViews(views =>
                line.GetValue(before) is { } file
                    ? Print(file.Name, SchemaComparison.Changes(File.ReadAllText(file.FullName), SchemaExport.Sdl(views.Whole), Today))
                    : AgainstLast(views, line.GetValue(releases)!) // it has a default
            )
        );
        return check;
    }

    /// <summary>What the graph of this build breaks of a release, the whole graph and each view of it.</summary>
    public static IReadOnlyList<SchemaChange> Since(Release release, SchemaViews views) =>
        release.Changes(SchemaExport.Sdl(views.Whole), role => SchemaExport.Sdl(views.Of(role)), Today);

    /// <summary>Prints changes and their number; the exit code.</summary>
    public static int Print(string since, IReadOnlyList<SchemaChange> changes)
    {
        foreach (var change in changes)
        {
            Console.WriteLine($"{change.Kind.ToString().ToLowerInvariant(), -9} {change.Coordinate}: {change.Text}");
        }

        var breaking = changes.Count(change => change.Kind == ChangeKind.Breaking);
        Console.WriteLine($"{changes.Count} changes since {since}, {breaking} breaking");
        return breaking > 0 ? FoundBreaking : 0;
    }

    private static int AgainstLast(SchemaViews views, DirectoryInfo releases)
    {
        if (Release.All(releases.FullName) is not [.., var last])
        {
            Console.Error.WriteLine($"There is no release in {releases}.");
            return CommandLine.Misused;
        }

        return Print(last.Version.ToString(), Since(last, views));
    }

    private static DateOnly Today => OfficeCalendar.DateAt(TimeProvider.System.GetUtcNow());
}
