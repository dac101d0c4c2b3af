using System.CommandLine;
using GraphQL;
using GraphQL.Types;
using Lintel.Server.Hosting;

namespace Lintel.Server.Commands;

/// <summary><c>schema export</c>: the SDL on standard output.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var export = new Command("export", "Print the schema in SDL.");
        export.SetAction(_ => Export());
        return new Command("schema", "The schema of the graph.") { export };
    }

    private static void Export()
    {
        using var app = LintelHost.Create();
        var schema = app.Services.GetRequiredService<ISchema>();
        schema.Initialize();
        Console.Out.Write(schema.Print());
    }
}
