namespace Lintel.PartnerConsole;

/// <summary>Something that was promised did not happen.</summary>
internal sealed class WalkthroughException(string message) : Exception(message);
