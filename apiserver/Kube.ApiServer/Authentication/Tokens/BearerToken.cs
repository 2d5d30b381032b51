namespace Kube.ApiServer.Authentication.Tokens;

/// <summary>The token of <c>Authorization: Bearer</c>: apiserver's <c>request/bearertoken</c>.</summary>
internal static class BearerToken
{
    private const string Scheme = "Bearer";

    /// <returns>Null when there is none. Of several headers the first counts, of several words the second.</returns>
    public static string? Of(HttpRequest request)
    {
        if (request.Headers.Authorization is not [{ } header, ..]) return null;
        var words = header.Trim().Split(' ', 3);
        return words.Length > 1 && words[0].Equals(Scheme, StringComparison.OrdinalIgnoreCase) && words[1].Length > 0 ? words[1] : null;
    }
}
