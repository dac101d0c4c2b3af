using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Lintel.Data.Providers.Sqlite;

/// <summary>For `dotnet ef` only; it needs the model, not a database.</summary>
internal sealed class SqliteDesignFactory : IDesignTimeDbContextFactory<SqliteLintelDbContext>
{
    public SqliteLintelDbContext CreateDbContext(string[] args)
    {
        var builder = new DbContextOptionsBuilder<SqliteLintelDbContext>();
        SqliteRegistration.Configure(builder, "Data Source=:memory:");
        return new SqliteLintelDbContext(
            builder.Options,
            new CommitSignal(),
            new FieldProtector(KeyRing.Single(new byte[KeyRing.KeyBytes])),
            TimeProvider.System,
            new SqliteWriteQueue()
        );
    }
}
