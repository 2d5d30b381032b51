using System.Globalization;
using System.Text;

namespace Kube.ApiServer.Patching.FieldOwnership;

/// <summary>Who a writer is: the request's <c>fieldManager</c>, or else what its User-Agent begins with.</summary>
internal static class FieldManagerName
{
    public const int MaxLength = 128;

    public static string Of(string? fieldManager, string? userAgent)
    {
        if (!string.IsNullOrEmpty(fieldManager)) return fieldManager;
        var product = userAgent ?? "";
        var slash = product.IndexOf('/');
        if (slash >= 0) product = product[..slash];
        var name = new StringBuilder();
        var bytes = 0;
        foreach (var rune in product.EnumerateRunes())
        {
            if (!IsPrintable(rune)) continue;
            bytes += rune.Utf8SequenceLength;
            if (bytes > MaxLength) break;
            name.Append(rune);
        }
        return name.ToString();
    }

    /// <summary>Go's unicode.IsPrint: letters, marks, numbers, punctuation, symbols and the ASCII space.</summary>
    public static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Control or
         UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
