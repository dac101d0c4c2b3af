using System.CommandLine;
using Lintel.Schema.Releasing;
using Lintel.Server.Codes;

namespace Lintel.Server.Commands.Releasing;

/// <summary><c>schema errors</c>: all codes and limits, as Markdown on standard output.</summary>
internal static class SchemaErrorsCommand
{
    public static Command Create()
    {
        var releases = ReleasesOption.Create();
        var errors = new Command("errors", "Print all codes and limits, in Markdown.") { releases };
        errors.SetAction(line =>
            SchemaCommand.WithViews(views =>
            {
                Console.Out.Write(ErrorsPage.Write(views.Whole, Release.All(line.GetValue(releases)!.FullName))); // it has a default
                return 0;
            })
        );
        return errors;
    }
}
