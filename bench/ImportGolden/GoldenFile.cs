using CsvHelper;

namespace Lintel.ImportGolden;

/// <summary>The rows of a golden file by their columns.</summary>
internal static class GoldenFile
{
    public static IEnumerable<Dictionary<string, string>> Rows(string path)
    {
        using var reader = CsvReader.FromFile(path, new CsvReaderOptions { Separator = ',' });
        while (reader.Read())
        {
            var row = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var i = 0; i < reader.Headers.Count; i++)
            {
                row[reader.Headers[i]] = reader.GetString(i);
            }

            yield return row;
        }
    }
}
