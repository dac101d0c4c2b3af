namespace Lintel.Client.Generator.Model;

/// <summary>Hands out type names so that no two types of a client share one; the first comer keeps the plain name.</summary>
internal sealed class NameRegistry
{
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    public string Take(string wanted)
    {
        var name = wanted;
        while (!_used.Add(name))
        {
            name += "_";
        }

        return name;
    }
}
