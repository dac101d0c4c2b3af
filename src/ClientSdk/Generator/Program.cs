using System.CommandLine;
using Lintel.Client.Generator.Commands;

return await new RootCommand("Typed clients for GraphQL operations, generated at build.")
{
    InitCommand.Create(),
    UpdateCommand.Create(),
    GenerateCommand.Create(),
}
    .Parse(args)
    .InvokeAsync();
