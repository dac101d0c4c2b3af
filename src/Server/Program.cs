using System.CommandLine;
using Lintel.Server.Commands;
using Lintel.Server.Hosting;

NativeHeap.Share();

var lintel = new RootCommand("The graph of a brokerage. Without a verb, it serves.")
{
    MigrateCommand.Create(),
    SeedCommand.Create(),
    ImportCommand.Create(),
    TokenCommand.Create(),
    SchemaCommand.Create(),
    AccessMatrixCommand.Create(),
    ProtectionCommand.Create(),
    AuditCommand.Create(),
};
ServeCommand.AddTo(lintel);

return await CommandLine.RunAsync(lintel, args);
