using System.CommandLine;
using Lintel.Client.Generator;

return await new RootCommand("Typed clients for GraphQL operations, generated at build.") { GenerateCommand.Create() }
    .Parse(args)
    .InvokeAsync();
