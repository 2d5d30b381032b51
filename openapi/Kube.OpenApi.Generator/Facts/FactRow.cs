namespace Kube.OpenApi.Generator.Facts;

/// <summary>One line of a table; a trailing column that is left out reads as empty.</summary>
internal readonly struct FactRow(string line)
{
    private readonly string[] _cells = line.Split('\t');

    public string this[int column] => column < _cells.Length ? _cells[column] : "";

    public static IEnumerable<FactRow> ReadAll(string path) =>
        File.ReadLines(path).Skip(1).Where(line => line.Length > 0).Select(line => new FactRow(line));
}
