using System.Reflection;
using ArchUnitNET.Domain;
using ArchUnitNET.Fluent.Syntax.Elements.Types;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnit;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace Lintel.Architecture.Tests;

/// <summary>Who may use what: Server → Schema → Data → Domain; the client SDK stands alone.</summary>
public sealed class ArrowTests
{
    private static readonly ArchUnitNET.Domain.Architecture Product = new ArchLoader().LoadAssemblies([.. Solution.All]).Build();

    [Fact]
    public void The_domain_uses_no_package()
    {
        Assert.Equal([], ReferencesOf(Solution.Domain).Where(name => !name.StartsWith("System.", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_data_layer_knows_neither_the_graph_nor_the_web()
    {
        Assert.Equal([], Foreign(Solution.Data, "GraphQL", "Microsoft.AspNetCore", "Lintel.Schema", "Lintel.Server"));
    }

    [Fact]
    public void The_schema_knows_neither_the_web_nor_a_database_provider()
    {
        Assert.Equal(
            [],
            Foreign(
                Solution.Schema,
                "Microsoft.AspNetCore",
                "Npgsql",
                "Microsoft.Data.Sqlite",
                "Microsoft.EntityFrameworkCore.Sqlite",
                "Lintel.Server"
            )
        );
    }

    [Fact]
    public void The_client_references_nothing_of_the_server_s_side()
    {
        Assert.Equal([], Foreign(Solution.Client, "Lintel", "GraphQL", "Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore"));
        var generator = File.ReadAllText(Path.Combine(Solution.Root, "src/ClientSdk/Generator/Generator.csproj"));
        Assert.DoesNotContain("ProjectReference", generator, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_providers_and_their_migrations_know_which_database_it_is()
    {
        Types()
            .That()
            .ResideInAssembly(Solution.Data)
            .And()
            .DoNotResideInNamespaceMatching(@"^Lintel\.Data\.(Providers|Migrations)(\.|$)")
            .Should()
            .NotDependOnAny(
                Named(@"^(Npgsql|Microsoft\.Data\.Sqlite|Microsoft\.EntityFrameworkCore\.(Sqlite|Infrastructure\.Sqlite)|NpgsqlTypes)(\.|$)")
            )
            .Check(Product);
    }

    [Fact]
    public void The_rules_see_what_they_forbid()
    {
        var providers = Types().That().ResideInNamespaceMatching(@"^Lintel\.Data\.Providers(\.|$)").GetObjects(Product);

        Assert.Contains(
            providers,
            type => type.Dependencies.Any(dependency => dependency.Target.FullName.StartsWith("Npgsql.", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void No_domain_of_the_graph_uses_another_one_s_mutations()
    {
        string[] domains = ["Clients", "Deals", "Imports", "Listings", "Platform", "Showings"];
        foreach (var domain in domains)
        {
            Types()
                .That()
                .ResideInAssembly(Solution.Schema)
                .And()
                .DoNotResideInNamespaceMatching($@"^Lintel\.Schema\.{domain}(\.|$)")
                .Should()
                .NotDependOnAny(Named($@"^Lintel\.Schema\.{domain}\.Mutations(\.|$)"))
                .Check(Product);
        }
    }

    [Fact]
    public void What_the_domains_of_the_graph_share_uses_none_of_them()
    {
        // The words of all enums stand on one page, those of the graph's own enums among them.
        Types()
            .That()
            .ResideInNamespaceMatching(@"^Lintel\.Schema\.Shared(\.|$)")
            .And()
            .DoNotHaveName("EnumDescriptions")
            .Should()
            .NotDependOnAny(Named(@"^Lintel\.Schema\.(Clients|Communities|Deals|Imports|Listings|Organisation|Platform|Reports|Showings)(\.|$)"))
            .Check(Product);
    }

    [Fact]
    public void Only_mutations_open_a_database_that_is_not_a_viewer_s()
    {
        // A read on behalf of a viewer goes through ViewerReads, behind PostgreSQL's wall. A context is a model to two of those
        // named here; the custom fields of a franchise are the shape of its graph.
        Types()
            .That()
            .ResideInAssembly(Solution.Schema)
            .And()
            .DoNotResideInNamespaceMatching(@"^Lintel\.Schema\.(Shared\.Mutating|[A-Za-z]+\.Mutations)(\.|$)")
            .And()
            .DoNotHaveFullNameMatching(
                @"^Lintel\.Schema\.(Audit\.Reveal|DeclaredPolicies|Platform\.CustomValueSet|SchemaRegistration|Views\.FranchiseViews)"
            )
            .Should()
            .NotDependOnAny(
                Types(includeReferenced: true)
                    .That()
                    .HaveFullNameMatching(@"^(Lintel\.Data\.LintelDbContext|Microsoft\.EntityFrameworkCore\.(IDbContextFactory.*|DbContext))$")
            )
            .Check(Product);
    }

    [Fact]
    public void The_server_touches_no_records_of_the_trade()
    {
        Types()
            .That()
            .ResideInAssembly(Solution.Server)
            .Should()
            .NotDependOnAny(Named(@"^Lintel\.Domain\.(Clients|Communities|Deals|Listings|Reports|Showings)(\.|$)"))
            .Check(Product);
    }

    /// <summary>Types by namespace, also those of packages; an arrow to none would hold without saying anything.</summary>
    private static GivenTypesConjunction Named(string namespaces)
    {
        var named = Types(includeReferenced: true).That().ResideInNamespaceMatching(namespaces);
        Assert.NotEmpty(named.GetObjects(Product));
        return named;
    }

    private static IEnumerable<string> Foreign(System.Reflection.Assembly assembly, params string[] forbidden) =>
        ReferencesOf(assembly).Where(name => forbidden.Any(start => name == start || name.StartsWith(start + ".", StringComparison.Ordinal)));

    private static IEnumerable<string> ReferencesOf(System.Reflection.Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(reference => reference.Name!); // a reference has a name
}
