using System.Text;

namespace Lintel.Domain;

/// <summary>The one spelling of enum values outside C#: in the database, in the event log and in the graph.</summary>
public static class EnumNames
{
    /// <summary>`PendingVerification` becomes `PENDING_VERIFICATION`; a run of capitals stays one word.</summary>
    public static string ToConstantCase(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && StartsWord(name, i))
            {
                text.Append('_');
            }

            text.Append(char.ToUpperInvariant(name[i]));
        }

        return text.ToString();
    }

    private static bool StartsWord(string name, int at) => !char.IsUpper(name[at - 1]) || (at + 1 < name.Length && char.IsLower(name[at + 1]));
}
