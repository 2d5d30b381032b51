using k8s.Models;
using Kube.Kubelet.Containers;
using Kube.Kubelet.Tests.Pods;

namespace Kube.Kubelet.Tests.Containers;

public sealed class NetworkFileTests
{
    private static readonly ResolvConf Host = ResolvConf.Parse("# comment\nsearch corp.example\nnameserver 1.1.1.1\noptions timeout:2\n");

    [Fact]
    public void ResolvConf_ClusterFirst_SearchesTheClusterFirst() => Assert.Equal(
        "search ns.svc.cluster.local svc.cluster.local cluster.local corp.example\nnameserver 10.96.0.10\noptions ndots:5\n",
        ResolvConf.Of(PodFactsBuilder.Pod(), Host, ["10.96.0.10"], "cluster.local").ToString());

    [Fact]
    public void ResolvConf_NoClusterDnsOrHostNetwork_IsTheNodes()
    {
        var hosted = PodFactsBuilder.Pod();
        hosted.Spec.HostNetwork = true;

        Assert.Equal("search corp.example\nnameserver 1.1.1.1\noptions timeout:2\n", ResolvConf.Of(hosted, Host, ["10.96.0.10"], "cluster.local").ToString());
        Assert.Equal(Host.ToString(), ResolvConf.Of(PodFactsBuilder.Pod(), Host, [], "cluster.local").ToString());
    }

    [Fact]
    public void ResolvConf_NoneWithConfig_IsTheConfigAlone()
    {
        var pod = PodFactsBuilder.Pod();
        pod.Spec.DnsPolicy = "None";
        pod.Spec.DnsConfig = new V1PodDNSConfig { Nameservers = ["9.9.9.9"], Searches = ["a.b"], Options = [new V1PodDNSConfigOption { Name = "ndots", Value = "2" }] };

        Assert.Equal("search a.b\nnameserver 9.9.9.9\noptions ndots:2\n", ResolvConf.Of(pod, Host, ["10.96.0.10"], "cluster.local").ToString());
    }

    [Fact]
    public void HostsFile_SubdomainAndAliases_AreWritten()
    {
        var pod = PodFactsBuilder.Pod();
        pod.Spec.Subdomain = "sub";
        pod.Spec.HostAliases = [new V1HostAlias { Ip = "1.2.3.4", Hostnames = ["a", "b"] }];

        var text = HostsFile.Of(pod, "10.0.0.2", PodHostname.Of(pod, "node"), PodHostname.FullOf(pod, "node", "cluster.local"));

        Assert.StartsWith("# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost\n", text);
        Assert.EndsWith("10.0.0.2\tp.sub.ns.svc.cluster.local\tp\n\n# Entries added by HostAliases.\n1.2.3.4\ta\tb\n", text);
    }
}
