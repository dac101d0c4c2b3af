using Lintel.Domain;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Lintel.Data.Shared;

/// <summary>Stores an enum as the text the graph prints, so that hand-written SQL and the API speak alike.</summary>
internal sealed class ConstantCaseConverter<TEnum>() : ValueConverter<TEnum, string>(value => Names[value], text => Values[text])
    where TEnum : struct, Enum
{
    private static readonly Dictionary<TEnum, string> Names = Enum.GetValues<TEnum>()
        .ToDictionary(value => value, value => EnumNames.ToConstantCase(value.ToString()));

    private static readonly Dictionary<string, TEnum> Values = Names.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
}
