using System.CommandLine;
using Lintel.Domain;
using Lintel.Schema;
using Lintel.Schema.Comparing;
using Lintel.Server.Hosting;

namespace Lintel.Server.Commands;

/// <summary><c>schema</c>: the graph as text, whole or as a role has it, and what changed in it.</summary>
internal static class SchemaCommand
{
    private const int FoundBreaking = 1;

    public static Command Create() => new("schema", "The schema of the graph.") { Export(), Check(), Diff() };

    private static Command Export()
    {
        var role = RoleArgument.Option("As this role has it. Default: the whole schema.");
        var export = new Command("export", "Print the schema in SDL.") { role };
        export.SetAction(line => Console.Out.Write(WithViews(views => Sdl(views, line.GetValue(role)))));
        return export;
    }

    private static Command Check()
    {
        var before = new Argument<FileInfo>("FILE") { Description = "The schema that partners have, e.g. schema.graphql of the last release." };
        var check = new Command(
            "check",
            "Print what changed since a schema file, permissions included. Exit code 1: something that worked for a role no longer does."
        )
        {
            before.AcceptExistingOnly(),
        };
        check.SetAction(line => Check(line.GetValue(before)!)); // an argument is always there
        return check;
    }

    private static int Check(FileInfo before)
    {
        var today = OfficeCalendar.DateAt(TimeProvider.System.GetUtcNow());
        var changes = SchemaComparison.Changes(File.ReadAllText(before.FullName), WithViews(views => Sdl(views, null)), today);
        foreach (var change in changes)
        {
            Console.WriteLine($"{change.Kind.ToString().ToLowerInvariant(), -8} {change.Coordinate}: {change.Text}");
        }

        var breaking = changes.Count(change => change.Kind == ChangeKind.Breaking);
        Console.WriteLine($"{changes.Count} changes, {breaking} breaking");
        return breaking > 0 ? FoundBreaking : 0;
    }

    private static Command Diff()
    {
        var first = RoleArgument.Argument("FROM");
        var second = RoleArgument.Argument("TO");
        var diff = new Command("diff", "Print where the graphs of two roles differ: - only FROM has it, + only TO has it, ~ another reach.")
        {
            first,
            second,
        };
        diff.SetAction(line =>
        {
            var (from, to) = (line.GetValue(first), line.GetValue(second));
            foreach (var difference in WithViews(views => SchemaComparison.Differences(Sdl(views, from), from, Sdl(views, to), to)))
            {
                Console.WriteLine(difference);
            }
        });
        return diff;
    }

    private static T WithViews<T>(Func<SchemaViews, T> read)
    {
        using var app = LintelHost.Create();
        return read(app.Services.GetRequiredService<SchemaViews>());
    }

    private static string Sdl(SchemaViews views, Role? role) => SchemaExport.Sdl(role is null ? views.Whole : views.Of(role));
}
