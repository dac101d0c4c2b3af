namespace Lintel.Schema.Tests;

public sealed class AccessMatrixTests
{
    [Fact]
    public async Task The_committed_matrix_is_the_declared_one()
    {
        var graph = await SchemaOnly.GraphAsync();

        var page = AccessMatrix.Write(graph.Schema);

        GeneratedFile.Equals("docs/access-matrix.md", page, "dotnet run --project src/Server -- access-matrix > docs/access-matrix.md");
    }

    [Fact]
    public async Task A_cell_names_the_scopes_and_masks_of_a_role()
    {
        var graph = await SchemaOnly.GraphAsync();

        var page = AccessMatrix.Write(graph.Schema);

        // AGENT, STORE_MANAGER, DIRECTOR, COMPLIANCE, CLOSING, FINANCE, PLATFORM_OPS, CLIENT, PARTNER, INTEGRATOR
        Assert.Contains(
            "| phone | OWN, STORE~PHONE | STORE | FRANCHISE~PHONE | ALL~PHONE | FRANCHISE | · | ALL~PHONE | OWN | FRANCHISE~PHONE | · |",
            page,
            StringComparison.Ordinal
        );
        Assert.Contains("| commission | OWN | STORE | FRANCHISE | · | · | FRANCHISE | ALL | · | FRANCHISE | · |", page, StringComparison.Ordinal);
        Assert.Contains("| clientCreate | OWN | STORE | · | · | · | · | · | · | · | · |", page, StringComparison.Ordinal);
    }
}
