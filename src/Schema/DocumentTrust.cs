namespace Lintel.Schema;

/// <summary>Who may send documents of his own making, beside those that were published for the account.</summary>
public sealed class DocumentTrust
{
    public const string Section = "Lintel:Documents";

    /// <summary>
    /// For whom a document must be a trusted one, introspection too: <c>Off</c>, accounts that say so; <c>Clients</c>, also every account of the role
    /// INTEGRATOR or PARTNER; <c>All</c>, everybody, also who has not signed in. Default: <c>Off</c>.
    /// </summary>
    public StrictDocuments Strict { get; set; }
}

/// <summary>For whom a document must be a trusted one.</summary>
public enum StrictDocuments
{
    /// <summary>Accounts that say so.</summary>
    Off,

    /// <summary>Also every account of the role INTEGRATOR or PARTNER.</summary>
    Clients,

    /// <summary>Everybody.</summary>
    All,
}
