using Kube.ApiServer.Http;

namespace Kube.ApiServer.Authentication.Impersonating;

/// <summary>
/// One way of acting as another: which rights it takes. A constrained mode is for one kind of user, takes the right to do this very request
/// that way (<c>impersonate-on:mode:verb</c>) and the right to be that user that way (<c>impersonate:mode</c>): KEP 5284. The old mode takes
/// the right <c>impersonate</c> alone, for each part of the user.
/// </summary>
internal sealed class ImpersonationMode
{
    private const string AuthenticationGroup = "authentication.k8s.io";

    /// <summary>So many groups or extras may be allowed together.</summary>
    private const int Many = 4;

    private readonly string _name;
    private readonly string _verb;
    private readonly Func<UserInfo, UserInfo, bool> _applies;

    private ImpersonationMode(string name, Func<UserInfo, UserInfo, bool> applies)
    {
        (_name, _verb, _applies) = (name, name.Length == 0 ? "impersonate" : $"impersonate:{name}", applies);
    }

    /// <summary>In the order they are tried.</summary>
    public static IReadOnlyList<ImpersonationMode> InOrder { get; } =
    [
        new("associated-node", (asked, requestor) => ImpersonatedNames.IsNameAlone(asked) && ImpersonatedNames.IsOwnNode(asked, requestor)),
        new("arbitrary-node", (asked, _) => ImpersonatedNames.IsNameAlone(asked) && ImpersonatedNames.Node(asked.Name) is not null),
        new("serviceaccount", (asked, _) => ImpersonatedNames.IsNameAlone(asked) && ServiceAccountName.Parse(asked.Name) is not null),
        new("user-info", (asked, _) => ImpersonatedNames.Node(asked.Name) is null && ServiceAccountName.Parse(asked.Name) is null),
        new("", (_, _) => true),
    ];

    /// <summary>What the audit log tells of the mode; "" for the old one.</summary>
    public string Constraint => IsConstrained ? _verb : "";

    private bool IsConstrained => _name.Length > 0;

    public bool Applies(UserInfo asked, UserInfo requestor) => _applies(asked, requestor);

    /// <summary>The rights it takes; for each, requests any of which suffices. A refusal of none that can be asked for is told by its reason.</summary>
    public IEnumerable<Required> Rights(UserInfo asked, RequestInfo request)
    {
        if (IsConstrained) yield return new Required(request with { Verb = $"impersonate-on:{_name}:{request.Verb}" });
        yield return new Required(NameRequest(asked.Name));
        if (asked.Uid.Length > 0) yield return new Required(Request(AuthenticationGroup, "uids", asked.Uid));
        foreach (var right in Groups(asked.Groups)) yield return right;
        foreach (var right in Extras(asked.Extra)) yield return right;
    }

    /// <summary>The groups somebody is in who is not given any.</summary>
    public IReadOnlyList<string> GroupsOf(UserInfo asked)
    {
        if (IsConstrained && ImpersonatedNames.Node(asked.Name) is not null) return [ImpersonatedNames.NodesGroup];
        return asked.Groups.Count == 0 && ServiceAccountName.Parse(asked.Name) is { } account ? account.Groups : asked.Groups;
    }

    private string PlainGroup => IsConstrained ? AuthenticationGroup : "";

    private RequestInfo NameRequest(string name)
    {
        if (ServiceAccountName.Parse(name) is { } account) return Request(PlainGroup, "serviceaccounts", account.Name) with { Namespace = account.Namespace };
        if (!IsConstrained || ImpersonatedNames.Node(name) is not { } node) return Request(PlainGroup, "users", name);
        // Whoever may be the own node may be it on whatever node he runs.
        return Request(PlainGroup, "nodes", _name == "associated-node" ? "*" : node);
    }

    private IEnumerable<Required> Groups(IReadOnlyList<string> groups)
    {
        if (IsConstrained && groups.Contains("")) yield return new Required(Request(PlainGroup, "groups", "")) { Never = "impersonating the empty string group is not allowed" };
        if (IsConstrained && groups.Contains(UserInfo.Masters)) yield return new Required(Request(PlainGroup, "groups", UserInfo.Masters)) { Never = "impersonating the system:masters group is not allowed" };
        var all = IsConstrained && groups.Count >= Many ? Request(PlainGroup, "groups", "*") : null;
        foreach (var group in groups) yield return new Required(Request(PlainGroup, "groups", group)) { Or = all };
    }

    private IEnumerable<Required> Extras(IReadOnlyDictionary<string, IReadOnlyList<string>> extra)
    {
        if (IsConstrained && ImpersonatedNames.WrongExtra(extra) is { } why) yield return new Required(Request(AuthenticationGroup, "userextras", "")) { Never = why };
        var all = IsConstrained && extra.Sum(entry => Math.Max(entry.Value.Count, 1)) >= Many ? Request(AuthenticationGroup, "userextras", "*") with { Subresource = "*" } : null;
        foreach (var (key, values) in extra)
        {
            foreach (var value in values) yield return new Required(Request(AuthenticationGroup, "userextras", value) with { Subresource = key }) { Or = all };
        }
    }

    private RequestInfo Request(string group, string resource, string name) =>
        new() { Path = "", Verb = _verb, IsResource = true, Group = group, Version = "v1", Resource = resource, Name = name };

    /// <summary>A right that is asked for.</summary>
    internal sealed record Required(RequestInfo Request)
    {
        /// <summary>A wider right that will do too.</summary>
        public RequestInfo? Or { get; init; }

        /// <summary>Why nobody has it; null when that is for the authorizers to say.</summary>
        public string? Never { get; init; }
    }
}
