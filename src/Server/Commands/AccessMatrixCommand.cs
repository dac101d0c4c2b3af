using System.CommandLine;
using GraphQL.Types;
using Lintel.Schema;
using Lintel.Server.Hosting;

namespace Lintel.Server.Commands;

/// <summary><c>access-matrix</c>: who may see what, as Markdown on standard output.</summary>
internal static class AccessMatrixCommand
{
    public static Command Create()
    {
        var matrix = new Command("access-matrix", "Print which role may see what, in Markdown.");
        matrix.SetAction(_ => Print());
        return matrix;
    }

    private static void Print()
    {
        using var app = LintelHost.Create();
        Console.Out.Write(AccessMatrix.Write(app.Services.GetRequiredService<ISchema>()));
    }
}
