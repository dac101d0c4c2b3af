namespace Lintel.Server.Hosting;

/// <summary>The settings do not make a server. The message is for whoever wrote them and names the setting.</summary>
internal sealed class ConfigurationFault : Exception
{
    public ConfigurationFault(string message)
        : base(message) { }

    public ConfigurationFault(string message, Exception cause)
        : base(message, cause) { }
}
