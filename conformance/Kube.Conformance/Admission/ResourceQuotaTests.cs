using k8s;
using k8s.Autorest;
using k8s.Models;
using Kube.Conformance.Support;

namespace Kube.Conformance.Admission;

public sealed class ResourceQuotaTests(NamespaceFixture fixture) : NamespacedTests(fixture)
{
    [Fact]
    public async Task Quota_OfPods_RefusesOneMoreUntilOneIsGone()
    {
        await QuotaAsync("pods-quota", "pods=1", "scopes=BestEffort");
        await Kubectl.RunAsync("run", "first", $"--image={TestImages.Shell}", "--command", "--", "/bin/sh", "-c", Forever);

        var refused = await Kubectl.TryAsync("run", "second", $"--image={TestImages.Shell}");

        Assert.Equal("Error from server (Forbidden): pods \"second\" is forbidden: exceeded quota: pods-quota, requested: pods=1, used: pods=1, limited: pods=1", refused.Errors.Trim());
        await Kubectl.RunAsync("delete", "pod", "first", "--grace-period=0", "--force");
        await UsedAsync("pods-quota", "pods", "0");
        await Kubectl.RunAsync("run", "second", $"--image={TestImages.Shell}");
        await UsedAsync("pods-quota", "pods", "1");
    }

    [Fact]
    public async Task Quota_OfCounts_CoversAnyResource()
    {
        await QuotaAsync("counts", "count/deployments.apps=1,services.nodeports=1");
        await Kubectl.RunAsync("create", "deployment", "one", "--replicas=0", $"--image={TestImages.Web1}");

        var deployment = await Kubectl.TryAsync("create", "deployment", "two", "--replicas=0", $"--image={TestImages.Web1}");
        var service = await Kubectl.TryAsync("create", "service", "nodeport", "both", "--tcp=80,81");

        Assert.Contains("exceeded quota: counts, requested: count/deployments.apps=1, used: count/deployments.apps=1, limited: count/deployments.apps=1", deployment.Errors, StringComparison.Ordinal);
        Assert.Contains("exceeded quota: counts, requested: services.nodeports=2, used: services.nodeports=0, limited: services.nodeports=1", service.Errors, StringComparison.Ordinal);
        await Kubectl.RunAsync("delete", "deployment", "one");
        await UsedAsync("counts", "count/deployments\\.apps", "0");
    }

    [Fact]
    public async Task Quota_OfScopes_CountsOnlyThosePods()
    {
        await QuotaAsync("ending", "pods=0", "scopes=Terminating");
        await QuotaAsync("lasting", "pods=5", "scopes=NotTerminating");
        await Kubectl.ApplyAsync("""
            {"apiVersion":"v1","kind":"ResourceQuota","metadata":{"name":"critical"},
             "spec":{"hard":{"pods":"0"},"scopeSelector":{"matchExpressions":[{"scopeName":"PriorityClass","operator":"In","values":["system-cluster-critical"]}]}}}
            """);
        await Eventually.IsAsync("quota critical is acknowledged", () => Kubectl.GetPathAsync("{.status.used}", "quota", "critical"), used => used.Length > 0);

        await RunAsync("lasts", """{"spec":{"terminationGracePeriodSeconds":0}}""");
        (await TryAsync("ends", """{"spec":{"activeDeadlineSeconds":60}}"""))
            .Failed("pods \"ends\" is forbidden: exceeded quota: ending, requested: pods=1, used: pods=0, limited: pods=0");
        (await TryAsync("rules", """{"spec":{"priorityClassName":"system-cluster-critical"}}"""))
            .Failed("pods \"rules\" is forbidden: exceeded quota: critical, requested: pods=1, used: pods=0, limited: pods=0");
        await UsedAsync("lasting", "pods", "1");
        await Kubectl.RunAsync("delete", "quota/ending", "quota/lasting", "quota/critical", "pod/lasts");

        Task<Outcome> TryAsync(string name, string overrides) => Kubectl.TryAsync("run", name, $"--image={TestImages.Shell}", $"--overrides={overrides}", "--command", "--", "/bin/sh", "-c", Forever);

        async Task RunAsync(string name, string overrides) => (await TryAsync(name, overrides)).Succeeded();
    }

    [Fact]
    public async Task Quota_ManyCreatesAtOnce_IsNeverOverspent()
    {
        await QuotaAsync("secrets", "secrets=10");
        using var client = new Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(Kubectl.Kubeconfig));

        var created = await Task.WhenAll(Enumerable.Range(0, 200).Select(async index =>
        {
            try
            {
                await client.CoreV1.CreateNamespacedSecretAsync(new V1Secret { Metadata = new V1ObjectMeta { Name = $"s{index}" } }, Kubectl.Namespace);
                return true;
            }
            catch (HttpOperationException refusal) when (refusal.Response.Content.Contains("exceeded quota: secrets, requested: secrets=1", StringComparison.Ordinal))
            {
                return false;
            }
        }));

        Assert.Equal(10, created.Count(made => made));
        Assert.Equal(10, (await client.CoreV1.ListNamespacedSecretAsync(Kubectl.Namespace)).Items.Count);
        await UsedAsync("secrets", "secrets", "10");
    }

    private async Task QuotaAsync(string name, string hard, string? scopes = null)
    {
        string[] scoped = scopes is null ? [] : [$"--{scopes}"];
        await Kubectl.RunAsync(["create", "quota", name, $"--hard={hard}", .. scoped]);
        await Eventually.IsAsync($"quota {name} is acknowledged", () => Kubectl.GetPathAsync("{.status.used}", "quota", name), used => used.Length > 0);
    }

    private Task UsedAsync(string quota, string resource, string amount) => Eventually.IsAsync(
        $"{quota} has {amount} {resource} used", () => Kubectl.GetPathAsync($"{{.status.used.{resource}}}", "quota", quota), used => used == amount);
}
