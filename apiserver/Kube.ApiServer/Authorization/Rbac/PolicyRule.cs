using Kube.ApiServer.Http;
using Kube.ApiServer.Kinds;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Authorization.Rbac;

/// <summary>rbac/v1 PolicyRule: matched as upstream's <c>pkg/apis/rbac/v1/evaluation_helpers.go</c> does.</summary>
internal sealed record PolicyRule
{
    public const string All = "*";

    public IReadOnlyList<string> Verbs { get; init; } = [];

    public IReadOnlyList<string> ApiGroups { get; init; } = [];

    public IReadOnlyList<string> Resources { get; init; } = [];

    public IReadOnlyList<string> ResourceNames { get; init; } = [];

    public IReadOnlyList<string> NonResourceUrls { get; init; } = [];

    /// <summary>The rules of somebody who may do everything.</summary>
    public static IReadOnlyList<PolicyRule> Everything { get; } =
        [new() { Verbs = [All], ApiGroups = [All], Resources = [All] }, new() { Verbs = [All], NonResourceUrls = [All] }];

    public static PolicyRule Read(JsonMap json) => new()
    {
        Verbs = json.Strings("verbs"),
        ApiGroups = json.Strings("apiGroups"),
        Resources = json.Strings("resources"),
        ResourceNames = json.Strings("resourceNames"),
        NonResourceUrls = json.Strings("nonResourceURLs"),
    };

    public static IReadOnlyList<PolicyRule> ReadAll(JsonMap role) => [.. role.Maps("rules").Select(Read)];

    public JsonMap ToJson()
    {
        var json = new JsonMap { ["verbs"] = new JsonList(Verbs) };
        foreach (var (name, values) in (ReadOnlySpan<(string, IReadOnlyList<string>)>)
                 [("apiGroups", ApiGroups), ("resources", Resources), ("resourceNames", ResourceNames), ("nonResourceURLs", NonResourceUrls)])
        {
            if (values.Count > 0) json[name] = new JsonList(values);
        }
        return json;
    }

    public bool Allows(RequestInfo request) => AllowsSome(request) && AllowsName(request.Name);

    /// <summary>Whether it allows the request if the name is right.</summary>
    public bool AllowsSome(RequestInfo request) => Has(Verbs, request.Verb) && (request.IsResource ? Has(ApiGroups, request.Group) && HasResource(request) : HasPath(request.Path));

    public bool AllowsName(string name) => ResourceNames.Count == 0 || ResourceNames.Contains(name);

    private static bool Has(IReadOnlyList<string> values, string value) => values.Contains(All) || values.Contains(value);

    private bool HasResource(RequestInfo request)
    {
        if (request.Subresource.Length == 0) return Has(Resources, request.Resource);
        return Has(Resources, $"{request.Resource}/{request.Subresource}") || Resources.Contains($"*/{request.Subresource}");
    }

    private bool HasPath(string path)
    {
        foreach (var url in NonResourceUrls)
        {
            if (url == All || url == path) return true;
            if (url.EndsWith('*') && path.StartsWith(url.TrimEnd('*'), StringComparison.Ordinal)) return true;
        }
        return false;
    }
}
