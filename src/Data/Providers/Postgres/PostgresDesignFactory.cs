using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Lintel.Data.Providers.Postgres;

/// <summary>For `dotnet ef` only; it needs the model, not a database.</summary>
internal sealed class PostgresDesignFactory : IDesignTimeDbContextFactory<PostgresLintelDbContext>
{
    public PostgresLintelDbContext CreateDbContext(string[] args)
    {
        var builder = new DbContextOptionsBuilder<PostgresLintelDbContext>();
        PostgresRegistration.Configure(builder, "Host=localhost;Database=lintel");
        return new PostgresLintelDbContext(
            builder.Options,
            new CommitSignal(),
            new FieldProtector(KeyRing.Single(new byte[KeyRing.KeyBytes])),
            TimeProvider.System
        );
    }
}
