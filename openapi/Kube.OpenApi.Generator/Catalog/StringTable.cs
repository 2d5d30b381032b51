namespace Kube.OpenApi.Generator.Catalog;

/// <summary>Every text once, in the order of first use; the empty text is number 0.</summary>
internal sealed class StringTable
{
    private readonly Dictionary<string, int> _numbers = new() { [""] = 0 };
    private readonly List<string> _texts = [""];

    public int Number(string text)
    {
        if (_numbers.TryGetValue(text, out var number)) return number;
        _texts.Add(text);
        return _numbers[text] = _texts.Count - 1;
    }

    public void Write(BinaryWriter output)
    {
        output.Write7BitEncodedInt(_texts.Count);
        foreach (var text in _texts) output.Write(text);
    }
}
