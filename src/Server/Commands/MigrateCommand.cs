using System.CommandLine;
using Lintel.Server.Hosting;

namespace Lintel.Server.Commands;

/// <summary><c>migrate</c>: bring the tables up to date.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var migrate = new Command("migrate", "Bring the database's tables up to date.");
        migrate.SetAction(
            async (_, stop) =>
            {
                await using var app = LintelHost.Create();
                await app.Services.GetRequiredService<DatabasePreparation>().MigrateAsync(Console.WriteLine, stop);
                Console.WriteLine("The database is up to date.");
            }
        );
        return migrate;
    }
}
