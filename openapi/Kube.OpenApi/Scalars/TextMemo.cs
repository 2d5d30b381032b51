namespace Kube.OpenApi.Scalars;

/// <summary>
/// Remembers what short texts mean that come again and again, such as the quantities of a thousand like pods: a fixed table in which a
/// newcomer replaces what it collides with, so it needs no lock and never grows. For meanings that never change.
/// </summary>
public sealed class TextMemo<T>
{
    private const int Size = 1024;
    private const int MaxLength = 32;

    private readonly Entry?[] _entries = new Entry?[Size];

    public bool TryGet(ReadOnlySpan<char> text, out T meaning)
    {
        if (text.Length <= MaxLength && _entries[Slot(text)] is { } entry && text.SequenceEqual(entry.Text))
        {
            meaning = entry.Meaning;
            return true;
        }

        meaning = default!;
        return false;
    }

    public void Set(ReadOnlySpan<char> text, T meaning)
    {
        if (text.Length <= MaxLength) _entries[Slot(text)] = new Entry(text.ToString(), meaning);
    }

    private static int Slot(ReadOnlySpan<char> text) => string.GetHashCode(text) & (Size - 1);

    private sealed record Entry(string Text, T Meaning);
}
