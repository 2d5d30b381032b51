namespace Kube.ApiServer.Audit;

/// <summary>The Audit-Id a request is known by: the client's, so that servers in a row agree, or a new one.</summary>
internal static class AuditId
{
    private const string Header = "Audit-Id";

    /// <summary>Settles the ID and puts it into the answer's headers.</summary>
    public static void Assign(HttpContext http)
    {
        var given = First(http.Request.Headers);
        http.Response.Headers[Header] = given.Length > 0 && !given.Any(char.IsControl) ? given : Guid.NewGuid().ToString();
    }

    public static string Of(HttpContext http) => First(http.Response.Headers);

    /// <summary>A backend's own ID may have been appended to the answer.</summary>
    private static string First(IHeaderDictionary headers) => headers[Header] is [{ } first, ..] ? first : "";
}
