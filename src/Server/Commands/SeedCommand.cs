using System.CommandLine;
using Lintel.Data.Seeding;
using Lintel.Server.Hosting;

namespace Lintel.Server.Commands;

/// <summary><c>seed --size small|bench</c>: fill an empty database with the demo brokerage.</summary>
internal static class SeedCommand
{
    public static Command Create()
    {
        var size = new Option<DemoSize>("--size")
        {
            Description = "small: 3 franchises and 2,000 listings; bench: 2,000 agents and 200,000 listings.",
            DefaultValueFactory = _ => DemoSize.Small,
        };
        var seed = new Command("seed", "Fill an empty database with the demo brokerage.") { size };
        seed.SetAction((line, stop) => RunAsync(line.GetValue(size), stop));
        return seed;
    }

    private static async Task<int> RunAsync(DemoSize size, CancellationToken stop)
    {
        await using var app = LintelHost.Create();
        var database = app.Services.GetRequiredService<DatabasePreparation>();
        await database.MigrateAsync(Console.WriteLine, stop);
        if (!await database.IsEmptyAsync(stop))
        {
            await Console.Error.WriteLineAsync("The database already holds a brokerage; nothing was written.");
            return 1;
        }

        await database.SeedAsync(size, Console.WriteLine, stop);
        return 0;
    }
}
