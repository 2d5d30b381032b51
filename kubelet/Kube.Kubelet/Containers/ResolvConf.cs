using k8s.Models;

namespace Kube.Kubelet.Containers;

/// <summary>A pod's resolver settings by its <c>dnsPolicy</c> and <c>dnsConfig</c>.</summary>
internal sealed record ResolvConf(IReadOnlyList<string> Nameservers, IReadOnlyList<string> Searches, IReadOnlyList<string> Options)
{
    private const int MaxNameservers = 3;
    private const int MaxSearches = 32;

    /// <param name="host">The node's own settings.</param>
    /// <param name="clusterDns">The cluster's resolver; without it a pod that asks for it gets the node's settings.</param>
    public static ResolvConf Of(V1Pod pod, ResolvConf host, IReadOnlyList<string> clusterDns, string clusterDomain)
    {
        var policy = pod.Spec.DnsPolicy ?? "ClusterFirst";
        var usesCluster = clusterDns.Count > 0
            && (policy == "ClusterFirstWithHostNet" || (policy == "ClusterFirst" && pod.Spec.HostNetwork != true));
        var settings = policy switch
        {
            "None" => new ResolvConf([], [], []),
            _ when usesCluster => new ResolvConf(
                clusterDns,
                [$"{pod.Metadata.NamespaceProperty}.svc.{clusterDomain}", $"svc.{clusterDomain}", clusterDomain, .. host.Searches],
                ["ndots:5"]),
            _ => host,
        };
        return pod.Spec.DnsConfig is { } config ? settings.Add(config) : settings;
    }

    public static ResolvConf Parse(string text)
    {
        var lines = text.Split('\n').Select(line => line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)).Where(words => words.Length > 1).ToList();
        return new ResolvConf(
            [.. lines.Where(words => words[0] == "nameserver").Select(words => words[1])],
            [.. lines.LastOrDefault(words => words[0] is "search" or "domain")?.Skip(1) ?? []],
            [.. lines.LastOrDefault(words => words[0] == "options")?.Skip(1) ?? []]);
    }

    public override string ToString()
    {
        var lines = new List<string>();
        if (Searches.Count > 0)
            lines.Add($"search {string.Join(' ', Searches.Take(MaxSearches))}");
        lines.AddRange(Nameservers.Take(MaxNameservers).Select(server => $"nameserver {server}"));
        if (Options.Count > 0)
            lines.Add($"options {string.Join(' ', Options)}");
        return string.Concat(lines.Select(line => line + "\n"));
    }

    private ResolvConf Add(V1PodDNSConfig config)
    {
        var added = (config.Options ?? []).ToDictionary(option => option.Name, option => option.Value is { Length: > 0 } value ? $"{option.Name}:{value}" : option.Name);
        return new ResolvConf(
            [.. Nameservers.Concat(config.Nameservers ?? []).Distinct()],
            [.. Searches.Concat(config.Searches ?? []).Distinct()],
            [.. Options.Where(option => !added.ContainsKey(option.Split(':')[0])), .. added.Values]);
    }
}
