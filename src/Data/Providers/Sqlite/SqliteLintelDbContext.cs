using Lintel.Data.Shared;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data.Providers.Sqlite;

internal sealed class SqliteLintelDbContext(DbContextOptions<SqliteLintelDbContext> options, CommitSignal commits, FieldProtector protector)
    : LintelDbContext(options, commits, protector)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<TicksInstantConverter>();
    }

    internal override Task<int> BulkInsertAsync<T>(IEnumerable<T> rows, CancellationToken cancellationToken) =>
        SqliteBulkInsert.InsertAsync(this, rows, cancellationToken);
}
