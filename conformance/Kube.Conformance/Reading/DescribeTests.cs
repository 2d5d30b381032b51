using Kube.Conformance.Support;

namespace Kube.Conformance.Reading;

public sealed class DescribeTests(NamespaceFixture fixture) : NamespacedTests(fixture)
{
    [Fact]
    public async Task Describe_DeploymentReplicaSetAndPod_TellTheirStory()
    {
        await DeployWebAsync("told");

        var deployment = await Kubectl.RunAsync("describe", "deployment", "told");
        Assert.Matches(@"Replicas:\s+1 desired \| 1 updated \| 1 total \| 1 available \| 0 unavailable", deployment);
        Assert.Matches(@"Available\s+True\s+MinimumReplicasAvailable", deployment);
        Assert.Matches(@"Normal\s+ScalingReplicaSet\s+.*deployment-controller\s+Scaled up replica set told-\w+ from 0 to 1", deployment);

        var replicaSet = await Kubectl.RunAsync("describe", "replicaset", "-l", "app=told");
        Assert.Matches(@"Controlled By:\s+Deployment/told", replicaSet);
        Assert.Matches(@"Normal\s+SuccessfulCreate\s+.*replicaset-controller\s+Created pod: told-", replicaSet);

        var pod = await Kubectl.RunAsync("describe", "pod", "-l", "app=told");
        Assert.Matches(@"Status:\s+Running", pod);
        Assert.Matches(@"Normal\s+Scheduled\s+.*default-scheduler\s+Successfully assigned", pod);
        Assert.Matches(@"Normal\s+Pulled\s+.*kubelet\s+.*Container image ""kube-conformance/web:1"" already present on machine", pod);
        Assert.Matches(@"Normal\s+Created\s+.*kubelet", pod);
        Assert.Matches(@"Normal\s+Started\s+.*kubelet", pod);
    }

    [Fact]
    public async Task Describe_Node_ShowsCapacityAndConditions()
    {
        var text = await Kubectl.RunAsync("describe", "nodes");

        Assert.Matches(@"Ready\s+True\s+.*KubeletReady\s+kubelet is posting ready status", text);
        Assert.Matches(@"Capacity:\s+cpu:\s+\d+", text);
        Assert.Matches(@"Allocated resources:", text);
        Assert.Matches(@"Kubelet Version:\s+v1\.36\.", text);
    }

    [Fact]
    public async Task Describe_Service_ListsItsEndpoints()
    {
        await DeployWebAsync("served");
        await Kubectl.RunAsync("expose", "deployment", "served", "--port=80", "--target-port=8080");

        await Eventually.IsAsync(
            "the Service has an endpoint", () => Kubectl.RunAsync("describe", "service", "served"), text => text.Contains(":8080\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Describe_ConfigMapAndSecret_ShowKeysButNoSecrets()
    {
        await Kubectl.RunAsync("create", "configmap", "plain", "--from-literal=key=value");
        await Kubectl.RunAsync("create", "secret", "generic", "hidden", "--from-literal=key=value");

        Assert.Matches(@"key:\n----\nvalue", await Kubectl.RunAsync("describe", "configmap", "plain"));
        var secret = await Kubectl.RunAsync("describe", "secret", "hidden");
        Assert.Matches(@"key:\s+5 bytes", secret);
        Assert.DoesNotContain("value", secret, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Describe_NamespaceAndServiceAccount_Work()
    {
        Assert.Matches(@"Status:\s+Active", await Kubectl.RunAsync("describe", "namespace", Kubectl.Namespace));
        Assert.Matches(@"Name:\s+default", await Kubectl.RunAsync("describe", "serviceaccount", "default"));
    }
}
