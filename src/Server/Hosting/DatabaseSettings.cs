using System.ComponentModel.DataAnnotations;
using Lintel.Data;

namespace Lintel.Server.Hosting;

/// <summary>Reads <c>Lintel:Database</c>; with nothing set, the embedded database of the state folder.</summary>
internal static class DatabaseSettings
{
    public const string Section = "Lintel:Database";

    public static DatabaseOptions Read(IConfiguration configuration, StateFolder folder)
    {
        var options = Bind(configuration);
        if (options.ConnectionString == DatabaseOptions.EmbeddedConnection)
        {
            if (options.Provider != DatabaseProvider.Sqlite)
            {
                throw new ConfigurationFault($"{Section}:ConnectionString is required with the provider {options.Provider}.");
            }

            folder.Create();
            options.ConnectionString = $"Data Source={folder.Database}";
        }

        var faults = new List<ValidationResult>();
        return Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true)
            ? options
            : throw new ConfigurationFault($"{Section}: {string.Join(" ", faults)}");
    }

    private static DatabaseOptions Bind(IConfiguration configuration)
    {
        try
        {
            var options = new DatabaseOptions();
            configuration.GetSection(Section).Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
            return options;
        }
        catch (InvalidOperationException fault)
        {
            throw new ConfigurationFault(SettingsCheck.Describe(fault), fault);
        }
    }
}
