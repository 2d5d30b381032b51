using System.Text;

namespace Kube.ApiServer.Verbs;

/// <summary><c>Warning</c> headers, which kubectl prints: RFC 7234 code 299 without an agent.</summary>
internal static class Warnings
{
    public static void Add(HttpContext http, IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            var header = $"299 - \"{Escape(text)}\"";
            if (!http.Response.Headers.Warning.Contains(header)) http.Response.Headers.Append("Warning", header);
        }
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var character in text.Where(character => !char.IsControl(character)))
        {
            if (character is '"' or '\\') escaped.Append('\\');
            escaped.Append(character);
        }
        return escaped.ToString();
    }
}
