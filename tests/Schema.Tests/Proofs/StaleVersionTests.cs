using System.Reflection;
using System.Text.Json;
using GraphQL;
using GraphQL.Types;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Nodes;
using Lintel.Schema.Tests.Proofs.NonInterference;
using Lintel.Schema.Tests.Shared.Mutating;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Xunit.Abstractions;

namespace Lintel.Schema.Tests.Proofs;

/// <summary>
/// Every mutation that takes a version, by every role that may run it: behind the version it writes nothing and says with what is there now and
/// what changed, and of neither more than the caller sees. What is seen is decided a second time, by <see cref="RowSight"/>.
/// </summary>
public sealed class StaleVersionTests(ITestOutputHelper output)
{
    [BothDatabases]
    public async Task A_stale_version_is_answered_with_the_object_and_the_fields_that_changed_as_its_viewer_sees_them(DatabaseProvider provider)
    {
        var (mutations, rowsOfAll) = await SafeMutations.AllAsync(provider);
        var (asked, told, kept) = (0, 0, 0);
        foreach (var mutation in mutations.Where(mutation => mutation.HasVersion))
        {
            await using var graph = await SafeMutations.CopyAsync(provider);
            await using var db = graph.Database.Open();
            var rows = await LoadedRows.LoadAsync(db);
            foreach (var viewerOf in mutation.Viewers)
            {
                var viewer = viewerOf(graph.Cast);
                var stale = new StaleCall(mutation.Name, mutation.Call(graph, rowsOfAll, viewer), graph, viewer, await graph.ViewAsync(viewer));
                var unknown = await stale.SendAsync(expectedVersion: 0);
                Assert.Equal("null", unknown.ChangedFields);
                var row = new MovingRow(graph, rows, viewer, unknown.Id, seed: asked);
                var version = row.Version;

                var before = await stale.ReadAsync(unknown.Id);
                await row.ChangeAsync(Changes.Half);
                await row.ChangeAsync(Changes.OtherHalf);
                var untouched = await DumpAsync(graph);
                var changed = await stale.SendAsync(version);
                var after = await stale.ReadAsync(unknown.Id);
                Assert.Equal(untouched, await DumpAsync(graph));
                Assert.Equal($"{version + 2}", changed.CurrentVersion);
                Assert.Equal(after, changed.Current);
                var expected = row.ClearlyShown(Differences(before, after));
                Assert.Equal($"{mutation.Name} {viewer.Name}: {expected}", $"{mutation.Name} {viewer.Name}: {changed.ChangedFields}");

                await row.ChangeAsync(Changes.None);
                var silent = await stale.SendAsync(version + 2);
                kept += await row.ChangeAsync(Changes.Hidden);
                var hidden = await stale.SendAsync(version + 3);
                Assert.Equal("[]", silent.ChangedFields);
                Assert.Equal(silent.WithoutVersions, hidden.WithoutVersions);
                Assert.Equal("null", (await stale.SendAsync(version + 5)).ChangedFields);
                (asked, told) = (asked + 1, told + JsonDocument.Parse(expected).RootElement.GetArrayLength());
            }
        }

        output.WriteLine($"{provider}: {asked} viewers of mutations, {told} changed fields told, {kept} hidden values changed");
        Assert.True(asked > 30 && told > 100 && kept > 10, $"{asked} {told} {kept}");
    }

    [BothDatabases]
    public async Task What_is_older_than_the_history_that_is_kept_is_not_known(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider, cast => cast.AddListing("L1", cast.AgentLi));
        var call = await RepricedAsync(graph, 4_900_000);
        graph.Database.Clock.Advance(TimeSpan.FromDays(20));
        await RepricedAsync(graph, 4_800_000);

        var whole = await ChangedFieldsAsync(graph, call, since: 2);
        graph.Database.Clock.Advance(TimeSpan.FromDays(10.5));
        var swept = await ((RetentionSweep)graph.Service(typeof(RetentionSweep))).RunAsync(CancellationToken.None);

        Assert.Equal("""["listPrice","previousListPrice","unitPrice","modificationTimestamp"]""", whole);
        Assert.Equal(1, swept);
        Assert.Equal("null", await ChangedFieldsAsync(graph, call, since: 2));
        Assert.Equal(whole, await ChangedFieldsAsync(graph, call, since: 3));
    }

    [BothDatabases]
    public async Task A_reference_is_named_where_the_row_at_its_end_is_seen(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider, cast => cast.AddListing("L1", cast.AgentLi));
        var call = await RepricedAsync(graph, 4_900_000);
        await MoveToAsync(graph.Cast.AgentStranger.Id);
        var away = await ChangedFieldsAsync(graph, call, since: 3, graph.Cast.Chen);
        await MoveToAsync(graph.Cast.AgentFeng.Id);
        var back = await ChangedFieldsAsync(graph, call, since: 4, graph.Cast.Chen);

        Assert.Equal("[]", away);
        Assert.Equal("""["listAgent"]""", back);

        async Task MoveToAsync(Guid agent)
        {
            await using var db = graph.Database.Open();
            var entry = db.Entry(await db.Listings.SingleAsync());
            entry.Property("ListAgentId").CurrentValue = agent;
            entry.Property("Version").CurrentValue = (long)entry.Property("Version").CurrentValue! + 1; // never null
            await db.SaveChangesAsync();
        }
    }

    private static async Task<MutationCall> RepricedAsync(Graph graph, int price)
    {
        await using var db = graph.Database.Open();
        var listing = await db.Listings.AsNoTracking().SingleAsync();
        graph.Database.Clock.Advance(TimeSpan.FromMinutes(1));
        var call = new MutationCall("listingReprice", "listing", new() { ["listingId"] = listing.GlobalId(), ["listPrice"] = price });
        Assert.Equal("", (await call.SendAsync(graph, graph.Cast.Li)).Errors);
        return call;
    }

    private static async Task<string> ChangedFieldsAsync(Graph graph, MutationCall call, long since, Viewer? viewer = null)
    {
        var (document, variables) = call.With("expectedVersion", since).Request("id", "... on StaleVersion { changedFields }");
        return (await graph.RunAsync(viewer ?? graph.Cast.Li, document, variables))["listingReprice.errors.0.changedFields"].GetRawText();
    }

    /// <summary>The fields whose values differ, in their order; the version aside.</summary>
    private static IEnumerable<string> Differences(string before, string after)
    {
        var was = JsonDocument.Parse(before).RootElement;
        return JsonDocument
            .Parse(after)
            .RootElement.EnumerateObject()
            .Where(field => field.Name != "version" && field.Value.GetRawText() != was.GetProperty(field.Name).GetRawText())
            .Select(field => field.Name);
    }

    private static Task<string> DumpAsync(Graph graph) => DatabaseDump.TakeAsync(graph.Database, withAudit: true);

    /// <summary>One mutation behind the version, and the object it is about, with every value the viewer's graph has of it.</summary>
    private sealed class StaleCall(string mutation, MutationCall call, Graph graph, Viewer viewer, ISchema view)
    {
        private string Type { get; } =
            ((IObjectGraphType)view.Mutation!.GetField(mutation)!.ResolvedType!.GetNamedType()).Fields.First().ResolvedType!.GetNamedType().Name;

        private string Values => string.Join(' ', ((IObjectGraphType)view.AllTypes[Type]!).Fields.Select(Value).OfType<string>()); // of the view

        public async Task<StaleAnswer> SendAsync(long expectedVersion)
        {
            var (document, variables) = call.With("expectedVersion", expectedVersion)
                .Request("id", $"... on Stale{Type} {{ currentVersion changedFields current {{ {Values} }} }}");
            var answer = await graph.RunAsync(viewer, document, variables);
            var error = answer[$"{mutation}.errors.0"];
            Assert.Equal($"Stale{Type} STALE_VERSION", $"{error.GetProperty("__typename")} {error.GetProperty("code")}");
            return new StaleAnswer(answer.Text, error);
        }

        public async Task<string> ReadAsync(string id) =>
            (await graph.RunAsync(viewer, $"query($id: ID!) {{ node(id: $id) {{ ... on {Type} {{ {Values} }} }} }}", new { id }))["node"]
                .GetRawText();

        private static string? Value(FieldType field) =>
            field.Arguments is { Count: > 0 } ? null
            : field.ResolvedType!.GetNamedType() is not IObjectGraphType end ? field.Name
            : end.GetField("id") is null || field.ResolvedType is ListGraphType or NonNullGraphType ? null
            : $"{field.Name} {{ id }}";
    }

    private sealed record StaleAnswer(string Text, JsonElement Error)
    {
        public string Id => Error.GetProperty("current").GetProperty("id").GetString()!; // an id
        public string Current => Error.GetProperty("current").GetRawText();
        public string CurrentVersion => Error.GetProperty("currentVersion").GetRawText();
        public string ChangedFields => Error.GetProperty("changedFields").GetRawText();

        /// <summary>Every byte of the answer but the version, wherever it stands.</summary>
        public string WithoutVersions =>
            Text.Replace($"\"version\":{CurrentVersion}", "", StringComparison.Ordinal)
                .Replace($"\"currentVersion\":{CurrentVersion}", "", StringComparison.Ordinal)
                .Replace($"at version {CurrentVersion} by now", "", StringComparison.Ordinal);
    }

    private enum Changes
    {
        None,

        /// <summary>One half of what may be changed without changing who sees the row, shown or not.</summary>
        Half,
        OtherHalf,

        /// <summary>What no field shows the viewer of the row; behind a mask, what that hides.</summary>
        Hidden,
    }

    /// <summary>The row of an object, which somebody changes.</summary>
    private sealed class MovingRow(Graph graph, LoadedRows rows, Viewer viewer, string id, int seed)
    {
        private static readonly string[] Placing = [.. typeof(IPlaced).GetProperties().Select(property => property.Name)];

        private readonly DeclaredGraph _declared = (DeclaredGraph)graph.Service(typeof(DeclaredGraph));
        private readonly OtherValues _values = new(new Random(seed));

        public long Version => ((IVersioned)Row).Version;

        private EntityType Type => GlobalId.TryDecode(id, out var name, out _) ? _declared.Named(name)! : throw new InvalidOperationException(id);

        private Guid Key => GlobalId.TryDecode(id, out _, out var key) ? key : throw new InvalidOperationException(id);

        /// <summary>As the database has it: what is judged by.</summary>
        private object Row => rows.Find(Type.Entity, Key)!; // it was answered

        private RowSight Sight => new(_declared, rows, viewer);

        /// <summary>Makes a new version; how many values it changed.</summary>
        public async Task<int> ChangeAsync(Changes changes)
        {
            await using var db = graph.Database.Open();
            var stored = (await db.FindAsync(Type.Entity, Key))!; // it was answered
            var changed = 0;
            foreach (var (name, mapped, mask) in Chosen(db.Entry(stored).Metadata, changes).ToList())
            {
                var property = Type.Entity.GetProperty(name)!; // mapped
                var value = property.GetValue(stored);
                var other =
                    changes == Changes.Hidden && mask is { } behind ? (value is string clear ? _values.Behind(behind, clear) : value)
                    : mapped is not null ? _values.For(mapped)
                    : _values.Personal(name);
                Set(property, other);
                changed += Equals(value, other) ? 0 : 1;
            }

            Set(Type.Entity.GetProperty(nameof(IVersioned.Version))!, Version + 1);
            await db.SaveChangesAsync();
            return changed;

            void Set(PropertyInfo property, object? other)
            {
                property.SetValue(stored, other);
                property.SetValue(Row, other);
            }
        }

        /// <summary>Those of the fields that the viewer sees clear, as JSON.</summary>
        public string ClearlyShown(IEnumerable<string> fields) =>
            JsonSerializer.Serialize(fields.Where(field => Sight.Shows(Type, Row, Type.Find(field)!) == Mask.None)); // of the type

        private IEnumerable<(string Name, IReadOnlyProperty? Mapped, Mask? Mask)> Chosen(IReadOnlyEntityType entity, Changes changes)
        {
            var judging = PropertyFreedom.JudgingProperties(Type);
            return entity
                .GetProperties()
                .Where(property => !property.IsShadowProperty() && !property.IsKey() && !property.IsForeignKey() && !Placing.Contains(property.Name))
                .Where(property => property.Name != nameof(IVersioned.Version) && !property.GetContainingIndexes().Any(index => index.IsUnique))
                .Select(property => (property.Name, Mapped: (IReadOnlyProperty?)property))
                .Concat(ProtectedProperty.Of(entity).Select(sealing => (sealing.Name, Mapped: (IReadOnlyProperty?)null)))
                .Where(property => !judging.Contains(property.Name))
                .Select(property => (property.Name, property.Mapped, Mask: ShownThrough(property.Name)))
                .Where(
                    (property, i) =>
                        changes switch
                        {
                            Changes.Half => i % 2 == 0,
                            Changes.OtherHalf => i % 2 == 1,
                            Changes.Hidden => property.Mask is not Mask.None,
                            _ => false,
                        }
                );
        }

        /// <summary>The clearest that any field shows of a property; null: none shows anything of it.</summary>
        private Mask? ShownThrough(string property)
        {
            var masks = Type
                .Fields.Where(field => field.Value is { } value && PropertyFreedom.Mentions(value, property))
                .Select(field => Sight.Shows(Type, Row, field))
                .OfType<Mask>()
                .ToList();
            return masks.Count == 0 ? null : masks.Min();
        }
    }
}
