using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Audit;
using Lintel.Domain.Organisation;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Reading;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Shared.Mutating;

/// <summary>What a use case works with: one context and transaction, who acts, when; and rows only as far as the actor reaches.</summary>
internal sealed class UseCase(LintelDbContext database, Viewer viewer, DateTimeOffset now, PlanScopes scopes)
{
    public LintelDbContext Db => database;
    public Viewer Viewer => viewer;
    public DateTimeOffset Now => now;
    public DateOnly Today => OfficeCalendar.DateAt(now);

    /// <summary>What the answer shows once it is committed, and never again.</summary>
    public string? ShownOnce { get; private set; }

    public void ShowOnce(string value) => ShownOnce = value;

    /// <summary>A new key, ordered by time.</summary>
    public Guid NewId() => Guid.CreateVersion7(now);

    /// <summary>
    /// The row an input names, if the actor may do this to it: it must be visible and under <paramref name="rule"/>.
    /// Out of reach and nonexistent are the same refusal.
    /// </summary>
    public async Task<Outcome<T>> FindAsync<T>(Ref<T> reference, AccessRule rule, string field, CancellationToken cancellationToken)
        where T : class
    {
        if (reference.Key is not { } key)
        {
            return new InvalidInput(InputCodes.WrongId, $"{field} must be the id of a {scopes.For(viewer).Graph.For(typeof(T)).Name}.", [field]);
        }

        return await Reach<T>(key, rule).FirstOrDefaultAsync(cancellationToken) is { } row ? row : NotFound.At(field);
    }

    /// <summary>Like <see cref="FindAsync{T}(Ref{T}, AccessRule, string, CancellationToken)"/>, at the version the caller read.</summary>
    public async Task<Outcome<T>> FindAsync<T>(
        Ref<T> reference,
        AccessRule rule,
        string field,
        long? expectedVersion,
        CancellationToken cancellationToken
    )
        where T : class, IVersioned
    {
        var found = await FindAsync(reference, rule, field, cancellationToken);
        if (!found.Succeeded || expectedVersion is not { } expected || expected == found.Value.Version)
        {
            return found;
        }

        var (key, version) = (reference.Key!.Value, found.Value.Version); // it was found
        var changes = new ChangedFields(database, viewer, scopes);
        return new StaleVersion(key, version, await changes.OfAsync(typeof(T), key, expected, version, cancellationToken));
    }

    /// <summary>
    /// The agent something is done for: the one named, as far as <paramref name="rule"/> reaches; else the caller, if an agent.
    /// </summary>
    public async Task<Outcome<Agent>> DeskAsync(Ref<Agent>? named, AccessRule rule, string field, CancellationToken cancellationToken)
    {
        if (named is { } reference)
        {
            return await FindAsync(reference, rule, field, cancellationToken);
        }

        return viewer.AgentId is { } self && await database.Agents.FirstOrDefaultAsync(agent => agent.Id == self, cancellationToken) is { } desk
            ? desk
            : InvalidInput.Required(field);
    }

    /// <summary>The row with a key, if the actor still reaches it under a rule; null otherwise.</summary>
    public Task<T?> ReachedAsync<T>(Guid key, AccessRule rule, CancellationToken cancellationToken)
        where T : class => Reach<T>(key, rule).AsNoTracking().FirstOrDefaultAsync(cancellationToken);

    /// <summary>Whether the actor may see a row: what a refusal tells of others' rows depends on it.</summary>
    public Task<bool> SeesAsync<T>(Guid key, CancellationToken cancellationToken)
        where T : class => Reach<T>(key, AccessRule.WithRow).AnyAsync(cancellationToken);

    /// <summary>Puts an event about a record into the log, in this transaction.</summary>
    public void Record(DomainEvent happened, IPlaced at, Guid? ownerAgentId) => database.Record(happened, at, ownerAgentId, viewer);

    /// <summary>Notes something in a brand's audit log, in this transaction.</summary>
    public Task AuditAsync(Guid brandId, AuditNote note, CancellationToken cancellationToken) =>
        database.AuditAsync(brandId, note, viewer, now, cancellationToken);

    /// <summary>The row with a key, as far as a rule reaches.</summary>
    private IQueryable<T> Reach<T>(Guid key, AccessRule rule)
        where T : class
    {
        var scope = scopes.For(viewer);
        var type = scope.Graph.For(typeof(T));
        var alias = scope.Rows.NewAlias();
        var predicates = PlanScope.All(
            $"{scope.Column(type, type.KeyProperty!, alias)} = {scope.Parameters.Add(key, System.Data.DbType.Guid)}", // only nodes have references
            scope.Rows.Visible(type, alias),
            rule.AsRow ? RowAccess.Everything : scope.Rows.Under(type, rule, alias)
        );
        using var command = database.Database.GetDbConnection().CreateCommand();
        var inputs = scopes.InputsOf(viewer);
        var parameters = scope.Parameters.All.Select(parameter => parameter.With(inputs, command)).ToArray<object>();
#pragma warning disable EF1002 // The text is made of names from the model; every value is a parameter.
        return database.Set<T>().FromSqlRaw($"SELECT {alias}.* FROM {scope.Tables.Source(typeof(T))} AS {alias} WHERE {predicates}", parameters);
#pragma warning restore EF1002
    }
}
