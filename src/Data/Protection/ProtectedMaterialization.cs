using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Lintel.Data;

/// <summary>Opens the sealed values of an entity as it comes from the database.</summary>
internal sealed class ProtectedMaterialization : IMaterializationInterceptor
{
    /// <summary>One for all: the protector is the context's.</summary>
    public static ProtectedMaterialization Instance { get; } = new();

    private ProtectedMaterialization() { }

    public object InitializedInstance(MaterializationInterceptionData materializationData, object instance)
    {
        foreach (var property in ProtectedProperty.Of(materializationData.EntityType))
        {
            if (materializationData.GetPropertyValue<string?>(property.Sealed.Name) is { } stored)
            {
                var place = property.PlaceOf(instance, materializationData.GetPropertyValue<Guid>("Id"));
                property.SetClear(instance, ((LintelDbContext)materializationData.Context).Protector.Open(stored, place));
            }
        }

        return instance;
    }
}
