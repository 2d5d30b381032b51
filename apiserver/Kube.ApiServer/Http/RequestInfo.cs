using Kube.ApiServer.Errors;
using Kube.Machinery.Selectors;

namespace Kube.ApiServer.Http;

/// <summary>
/// What a request is about, read from method, path and query alone: apiserver's <c>request.RequestInfo</c>.
/// </summary>
internal sealed record RequestInfo
{
    private static readonly HashSet<string> NamespaceSubresources = ["status", "finalize"];

    public required string Path { get; init; }

    /// <summary>Upstream's verb in lower case: get, list, watch, create, …; the HTTP method for other paths.</summary>
    public required string Verb { get; init; }

    /// <summary>The path names a resource of a group and version, whether or not it is served.</summary>
    public bool IsResource { get; init; }

    public string Group { get; init; } = "";

    public string Version { get; init; } = "";

    public string Namespace { get; init; } = "";

    public string Resource { get; init; } = "";

    public string Subresource { get; init; } = "";

    /// <summary>Which of the path's segments names the subresource, counted from 0; empty ones do not count.</summary>
    public int SubresourceAt { get; init; }

    public string Name { get; init; } = "";

    /// <summary>What follows the subresource, as in <c>pods/x/proxy/a/b</c>; without a leading slash.</summary>
    public string Rest { get; init; } = "";

    /// <summary>The deprecated <c>/watch/</c> form.</summary>
    public bool IsOldWatch { get; init; }

    /// <summary>What the request's field selector asks for, as far as authorizers care; everything where there is none.</summary>
    public FieldSelector Fields { get; init; } = FieldSelector.Everything;

    public GroupResource GroupResource => new(Group, Resource);

    /// <summary>The request as authorizers see it: reading or deleting all with one name is doing that to the one object.</summary>
    /// <param name="fieldSelector">As in the query; one that is wrong is refused later and counts for nothing here.</param>
    public RequestInfo Selecting(string fieldSelector)
    {
        if (fieldSelector.Length == 0 || !IsResource || Verb is not ("get" or "list" or "watch" or "deletecollection")) return this;
        try
        {
            var fields = FieldSelector.Parse(fieldSelector);
            return this with { Fields = fields, Name = Name.Length == 0 ? fields.RequiredValue("metadata.name") ?? "" : Name };
        }
        catch (SelectorException)
        {
            return this;
        }
    }

    public static RequestInfo Parse(string method, string path, bool watchQuery)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        int at;
        string group, version;
        if (parts is ["api", _, _, ..])
        {
            (group, version, at) = ("", parts[1], 2);
        }
        else if (parts is ["apis", _, _, _, ..])
        {
            (group, version, at) = (parts[1], parts[2], 3);
        }
        else return new RequestInfo { Path = path, Verb = method.ToLowerInvariant() };

        var oldWatch = parts[at] == "watch" && parts.Length > at + 1;
        if (oldWatch) at++;

        var scope = "";
        var inNamespace = false;
        if (parts[at] == "namespaces" && parts.Length > at + 2 && !(parts.Length == at + 3 && NamespaceSubresources.Contains(parts[at + 2])))
        {
            scope = parts[at + 1];
            inNamespace = true;
            at += 2;
        }

        var resource = parts[at];
        var name = parts.Length > at + 1 ? parts[at + 1] : "";
        var subresource = parts.Length > at + 2 ? parts[at + 2] : "";
        // A namespace is in scope of itself, as upstream has it for authorization.
        if (!inNamespace && resource == "namespaces" && group.Length == 0) scope = name;
        return new RequestInfo
        {
            Path = path,
            Verb = VerbOf(method, name.Length > 0, oldWatch, watchQuery),
            IsResource = true,
            Group = group,
            Version = version,
            Namespace = scope,
            Resource = resource,
            Name = name,
            Subresource = subresource,
            SubresourceAt = at + 2,
            Rest = parts.Length > at + 3 ? string.Join('/', parts[(at + 3)..]) + (path.EndsWith('/') ? "/" : "") : "",
            IsOldWatch = oldWatch,
        };
    }

    /// <summary>Upper case counts, as in HTTP; of any other method there is no verb, which nobody but those who may do all has a right to.</summary>
    private static string VerbOf(string method, bool named, bool oldWatch, bool watchQuery) => method switch
    {
        "POST" => "create",
        "PUT" => "update",
        "PATCH" => "patch",
        "DELETE" => named ? "delete" : "deletecollection",
        "GET" or "HEAD" => oldWatch || (watchQuery && !named) ? "watch" : named ? "get" : "list",
        _ => "",
    };
}
