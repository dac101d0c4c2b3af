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
        if (
            options.Provider == DatabaseProvider.Sqlite
            && string.IsNullOrEmpty(options.ConnectionString)
        )
        {
            folder.Create();
            options.ConnectionString = $"Data Source={folder.Database}";
        }

        if (string.IsNullOrEmpty(options.ConnectionString))
            throw new ConfigurationFault(
                $"{Section}:ConnectionString is required for {options.Provider}."
            );

        var faults = new List<ValidationResult>();
        if (
            !Validator.TryValidateObject(
                options,
                new ValidationContext(options),
                faults,
                validateAllProperties: true
            )
        )
            throw new ConfigurationFault($"{Section}: {string.Join(" ", faults)}");

        return options;
    }

    private static DatabaseOptions Bind(IConfiguration configuration)
    {
        try
        {
            return configuration
                    .GetSection(Section)
                    .Get<DatabaseOptions>(binder => binder.ErrorOnUnknownConfiguration = true)
                ?? new DatabaseOptions();
        }
        catch (InvalidOperationException fault)
        {
            throw new ConfigurationFault(SettingsCheck.Describe(fault), fault);
        }
    }
}
