using System.CommandLine;
using Lintel.Domain;
using Lintel.Schema;
using Lintel.Schema.Comparing;
using Lintel.Server.Commands.Releasing;
using Lintel.Server.Hosting;

namespace Lintel.Server.Commands;

/// <summary><c>schema</c>: the graph as text, whole or as a role has it, and what changed in it.</summary>
internal static class SchemaCommand
{
    public static Command Create() =>
        new("schema", "The schema of the graph.")
        {
            Export(),
            Diff(),
            SchemaCheckCommand.Create(),
            SchemaReleaseCommand.Create(),
            SchemaErrorsCommand.Create(),
        };

    private static Command Export()
    {
        var role = RoleArgument.Option("As this role has it. Default: the whole schema.");
        var export = new Command("export", "Print the schema in SDL.") { role };
        export.SetAction(line => Console.Out.Write(WithViews(views => Sdl(views, line.GetValue(role)))));
        return export;
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

    /// <summary>Reads something of the graph as it is declared; no database is looked at.</summary>
    public static T WithViews<T>(Func<SchemaViews, T> read)
    {
        using var app = LintelHost.Create();
        return read(app.Services.GetRequiredService<SchemaViews>());
    }

    private static string Sdl(SchemaViews views, Role? role) => SchemaExport.Sdl(role is null ? views.Whole : views.Of(role));
}
