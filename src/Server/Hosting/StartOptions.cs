namespace Lintel.Server.Hosting;

/// <summary>What the server may do to its database before it serves.</summary>
internal sealed class StartOptions
{
    public const string Section = "Lintel:Start";

    /// <summary>Bring the tables up to date. Default: only in Development; elsewhere run the verb <c>migrate</c>.</summary>
    public bool? Migrate { get; set; }

    /// <summary>Fill an empty database with the small demo brokerage. Default: only in Development.</summary>
    public bool? SeedDemo { get; set; }
}
