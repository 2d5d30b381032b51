using System.Globalization;
using Kube.Conformance.Nodes;
using Kube.Conformance.Support;

namespace Kube.Conformance.Certificates;

/// <summary>How nodes get into a cluster: with a bootstrap token, and with nothing else.</summary>
public sealed class NodeJoinTests(SimulatedClusterFixture fixture) : IClassFixture<SimulatedClusterFixture>, IDisposable
{
    private const string Secret = "0123456789abcdef";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kube-join-");

    private Kubectl Kubectl => fixture.Cluster.Kubectl;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Up_OwnNode_HasJoinedWithATokenThatIsNoMore()
    {
        var requests = await Kubectl.RunAsync("get", "csr", "--no-headers");
        var own = requests.Split('\n').First(line => line.Contains("system:bootstrap:", StringComparison.Ordinal));

        Assert.Matches(@"^csr-\S+\s+\S+\s+kubernetes\.io/kube-apiserver-client-kubelet\s+system:bootstrap:[a-z0-9]{6}\s+<none>\s+Approved,Issued$", own.Trim());
        var token = own[(own.IndexOf("system:bootstrap:", StringComparison.Ordinal) + "system:bootstrap:".Length)..][..6];
        (await Kubectl.In("kube-system").TryAsync("get", "secret", $"bootstrap-token-{token}")).Failed("NotFound");
        Assert.DoesNotContain(Directory.GetFiles(fixture.Cluster.DataDirectory), file => file.EndsWith("bootstrap-kubelet.conf", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Kubelet_WithABootstrapToken_JoinsAsItsNode()
    {
        await CreateTokenAsync("aaaaa1", DateTimeOffset.MaxValue);
        await using var kubelet = await StartKubeletAsync("second", "aaaaa1." + Secret);

        await Eventually.HoldsAsync("the node is ready", () => Kubectl.RunAsync("wait", "--for=condition=Ready", "node/second", "--timeout=1s"));
        var requests = await Kubectl.RunAsync("get", "csr", "--no-headers");
        Assert.Matches(@"kubernetes\.io/kube-apiserver-client-kubelet\s+system:bootstrap:aaaaa1\s+<none>\s+Approved,Issued", requests);
        var approval = (await Kubectl.GetJsonAsync("csr"))["items"]!.AsArray().Single(item => (string)item!["spec"]!["username"]! == "system:bootstrap:aaaaa1")!;
        Assert.Equal("Auto approving kubelet client certificate after SubjectAccessReview.", (string)approval["status"]!["conditions"]![0]!["message"]!);
        Assert.Equal("system:node:second", await new Kubectl(PathOf("second.conf")).RunAsync("auth", "whoami", "-o", "jsonpath={.status.userInfo.username}"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(PathOf("second/pki/kubelet-client-current.pem")));

        // As upstream, nobody but an administrator says which names a node may serve under.
        var serving = await Eventually.IsAsync("the node has asked for its serving certificate", ServingRequestAsync, name => name.Length > 0);
        Assert.Equal("Pending", (await Kubectl.RunAsync("get", "csr", serving, "--no-headers")).Split(' ')[^1]);
        (await Kubectl.TryAsync("get", "--raw", "/api/v1/nodes/second/proxy/healthz")).Failed("error dialing backend");
        await Kubectl.RunAsync("certificate", "approve", serving);
        await Eventually.IsAsync("the kubelet serves with it", () => Kubectl.RunAsync("get", "--raw", "/api/v1/nodes/second/proxy/healthz"), answer => answer == "ok");
        await Kubectl.RunAsync("delete", "node", "second");
    }

    [Fact]
    public async Task Kubelet_WithAWrongOrExpiredToken_StaysOut()
    {
        await CreateTokenAsync("bbbbb1", DateTimeOffset.MaxValue);
        await using var wrong = await StartKubeletAsync("wrong", "bbbbb1.0000000000000000");
        await wrong.WrittenAsync("failed to run Kubelet bootstrap, trying again: Unauthorized");

        await CreateTokenAsync("ccccc1", TimeProvider.System.GetUtcNow().AddHours(-1));
        await using var expired = await StartKubeletAsync("expired", "ccccc1." + Secret);
        await expired.WrittenAsync("failed to run Kubelet bootstrap, trying again: Unauthorized");

        Assert.DoesNotContain("system:bootstrap:bbbbb1", await Kubectl.RunAsync("get", "csr"), StringComparison.Ordinal);
        (await Kubectl.TryAsync("get", "node", "wrong")).Failed("NotFound");
        (await Kubectl.TryAsync("get", "node", "expired")).Failed("NotFound");
        await Eventually.HoldsAsync("the expired token is deleted", async () => (await Kubectl.In("kube-system").TryAsync("get", "secret", "bootstrap-token-ccccc1")).Failed("NotFound"));
    }

    [Fact]
    public async Task Token_OfAnotherGroup_MayAskButNobodyApproves()
    {
        await CreateTokenAsync("ddddd1", DateTimeOffset.MaxValue, "system:bootstrappers:strangers");
        await using var kubelet = await StartKubeletAsync("stranger", "ddddd1." + Secret);

        await kubelet.WrittenAsync("""certificatesigningrequests.certificates.k8s.io is forbidden: User "system:bootstrap:ddddd1" cannot create resource "certificatesigningrequests" in API group "certificates.k8s.io" at the cluster scope""");
    }

    private async Task<string> ServingRequestAsync() => (await Kubectl.GetJsonAsync("csr"))["items"]!.AsArray()
        .Where(item => (string)item!["spec"]!["signerName"]! == "kubernetes.io/kubelet-serving" && (string)item["spec"]!["username"]! == "system:node:second")
        .Select(item => (string)item!["metadata"]!["name"]!).FirstOrDefault() ?? "";

    private Task CreateTokenAsync(string id, DateTimeOffset expiration, string group = "system:bootstrappers:kubeadm:default-node-token") => Kubectl.In("kube-system").ApplyAsync($$"""
        apiVersion: v1
        kind: Secret
        metadata: {name: bootstrap-token-{{id}}, namespace: kube-system}
        type: bootstrap.kubernetes.io/token
        stringData:
          token-id: {{id}}
          token-secret: {{Secret}}
          expiration: "{{expiration.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)}}"
          usage-bootstrap-authentication: "true"
          auth-extra-groups: {{group}}
        """);

    private async Task<RunningCommand> StartKubeletAsync(string node, string token)
    {
        var bootstrap = PathOf($"{node}-bootstrap.conf");
        await File.WriteAllTextAsync(bootstrap, $$"""
            {"apiVersion":"v1","kind":"Config","current-context":"it",
             "clusters":[{"name":"it","cluster":{"server":"https://127.0.0.1:{{fixture.Cluster.Port}}","certificate-authority":"{{Path.Combine(fixture.Cluster.DataDirectory, "pki", "ca.crt")}}"} }],
             "users":[{"name":"it","user":{"token":"{{token}}"} }],
             "contexts":[{"name":"it","context":{"cluster":"it","user":"it"} }]}
            """);
        return new RunningCommand(ProcessRunner.Start(
            await KubeCommand.ProgramAsync("kubelet"),
            [
                "--bootstrap-kubeconfig", bootstrap, "--kubeconfig", PathOf($"{node}.conf"), "--rotate-certificates", "--rotate-server-certificates",
                "--hostname-override", node, "--root-dir", PathOf(node), "--runtime", "simulated", "--pod-cidr", "10.244.250.0/24",
                "--port", PrivateCluster.FreePort().ToString(CultureInfo.InvariantCulture), "--client-ca-file", Path.Combine(fixture.Cluster.DataDirectory, "pki", "ca.crt"),
            ]));
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
