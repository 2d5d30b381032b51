using System.Text;
using System.Text.Json;
using Kube.ApiServer.Caching;
using Kube.ApiServer.Errors;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Verbs;

/// <summary>Where a paged list goes on: apiserver's <c>storage/continue.go</c>, in the same encoding.</summary>
/// <param name="Revision">The revision of the whole list; -1 goes on at the newest, which is inconsistent.</param>
/// <param name="After">The last object of the page before.</param>
internal sealed record ContinueToken(long Revision, ObjectKey After)
{
    private const string ApiVersion = "meta.k8s.io/v1";

    /// <exception cref="StatusException">400 for anything this server did not make.</exception>
    public static ContinueToken Parse(string text)
    {
        if (IllegalByte(text) is { } at) throw Invalid($"continue key is not valid: illegal base64 data at input byte {at}");
        JsonElement token;
        try
        {
            var padded = text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '=');
            token = JsonDocument.Parse(Convert.FromBase64String(padded)).RootElement;
            if (token.GetProperty("v").GetString() != ApiVersion) throw Invalid($"continue key is not valid: server does not recognize this encoded version \"{token.GetProperty("v")}\"");
            var start = token.GetProperty("start").GetString()!.TrimEnd('\0');
            var slash = start.IndexOf('/');
            var key = slash < 0 ? new ObjectKey("", start) : new ObjectKey(start[..slash], start[(slash + 1)..]);
            return new ContinueToken(token.GetProperty("rv").GetInt64(), key);
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Invalid("continue key is not valid: " + wrong.Message);
        }
    }

    public override string ToString()
    {
        var start = After.Namespace.Length > 0 ? $"{After.Namespace}/{After.Name}\0" : $"{After.Name}\0";
        var json = JsonWriter.ToText(new JsonMap { ["v"] = ApiVersion, ["rv"] = Revision, ["start"] = start });
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    /// <summary>The state the list was read from is forgotten; the status offers a token that goes on without consistency.</summary>
    public static StatusException Expired(ContinueToken token) => new(new Status(410, "Expired",
        "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, "
        + "or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - "
        + "objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.")
    {
        Continue = (token with { Revision = -1 }).ToString(),
    });

    private static StatusException Invalid(string why) => StatusException.BadRequest($"invalid continue token: {why}");

    /// <summary>Go's base64 names the first byte that cannot be.</summary>
    private static int? IllegalByte(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiLetterOrDigit(text[i]) && text[i] is not ('-' or '_')) return i;
        }
        return text.Length % 4 == 1 ? text.Length - 1 : null;
    }
}
