namespace Lintel.Domain;

/// <summary>Who somebody is to the brokerage. One account has one role; what it reaches is its <see cref="Scope"/>.</summary>
public enum Role
{
    /// <summary>经纪人.</summary>
    Agent,

    /// <summary>店长.</summary>
    StoreManager,

    /// <summary>总监.</summary>
    Director,

    /// <summary>合规复核.</summary>
    Compliance,

    /// <summary>权证专员.</summary>
    Closing,

    /// <summary>财务.</summary>
    Finance,

    /// <summary>平台运营.</summary>
    PlatformOps,

    /// <summary>A buyer or owner in the client portal.</summary>
    Client,

    /// <summary>A franchise partner's own front end, acting for its franchise.</summary>
    Partner,

    /// <summary>A machine that follows events and exports of one franchise.</summary>
    Integrator,
}

/// <summary>How far a grant reaches in the organisation tree, from the narrowest to the widest.</summary>
public enum Scope
{
    /// <summary>Records that the viewer's own agent or client holds.</summary>
    Own,

    /// <summary>Records of the viewer's team.</summary>
    Team,

    /// <summary>Records of the viewer's store.</summary>
    Store,

    /// <summary>What stores that cooperate with the viewer's store have opened to it, while they do.</summary>
    Cooperation,

    /// <summary>Records of the viewer's franchise partner.</summary>
    Franchise,

    /// <summary>Records of the viewer's region.</summary>
    Region,

    /// <summary>Every record of the viewer's brand.</summary>
    All,
}
