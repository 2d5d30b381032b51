using System.Buffers.Text;

namespace Kube.Benchmarks.Load;

/// <summary>Numbers in text that has just been received.</summary>
internal static class NumberText
{
    /// <summary>The number the text begins with.</summary>
    /// <param name="format">'D' for decimal, 'x' for hexadecimal.</param>
    /// <exception cref="InvalidDataException">It begins with none.</exception>
    public static int Read(ReadOnlySpan<byte> text, char format = 'D') =>
        Utf8Parser.TryParse(text, out int number, out _, format) ? number : throw new InvalidDataException("a number was expected in the answer");
}
