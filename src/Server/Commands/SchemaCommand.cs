using System.CommandLine;
using GraphQL.Types;
using Lintel.Domain;
using Lintel.Schema;
using Lintel.Server.Hosting;

namespace Lintel.Server.Commands;

/// <summary><c>schema export</c>: the SDL on standard output, whole or as a role sees it.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var role = RoleArgument.Option("As this role sees it. Default: the whole schema.");
        var export = new Command("export", "Print the schema in SDL.") { role };
        export.SetAction(line => Export(line.GetValue(role)));
        return new Command("schema", "The schema of the graph.") { export };
    }

    private static void Export(Role? role)
    {
        using var app = LintelHost.Create();
        var schema = app.Services.GetRequiredService<ISchema>();
        Console.Out.Write(role is { } of ? SchemaExport.Sdl(schema, of) : SchemaExport.Sdl(schema));
    }
}
