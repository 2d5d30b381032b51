using System.Runtime.CompilerServices;
using Kube.ApiServer.Admission;
using Kube.ApiServer.Admission.Quotas;
using Kube.ApiServer.Admission.Quotas.Evaluators;
using Kube.ApiServer.Authentication;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Registry;
using Kube.Machinery.Quantities;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Tests.Admission.Quotas;

public sealed class QuotaCheckTests
{
    private const string SmallPod = """{"spec":{"containers":[{"name":"c","resources":{"requests":{"cpu":"200m","memory":"1Gi"},"limits":{"cpu":"1"}}}]}}""";

    [Fact]
    public void Charge_PodWithinQuota_AddsWhatItUses()
    {
        var after = Charge("pods", SmallPod, null, Quota("q", "pods=2,requests.cpu=1,limits.cpu=2", "pods=1,requests.cpu=100m,limits.cpu=0"));

        Assert.Equal(("2", "300m", "1"), (Used(after, "pods"), Used(after, "requests.cpu"), Used(after, "limits.cpu")));
    }

    [Fact]
    public void Charge_PodBeyondQuota_SaysWhichResources()
    {
        var refusal = Assert.Throws<StatusException>(() => Charge("pods", SmallPod, null, Quota("q", "pods=1,requests.cpu=1", "pods=1,requests.cpu=900m")));

        Assert.Equal("pods \"x\" is forbidden: exceeded quota: q, requested: pods=1,requests.cpu=200m, used: pods=1,requests.cpu=900m, limited: pods=1,requests.cpu=1", refusal.Message);
    }

    [Fact]
    public void Charge_LimitedResourceNotStated_IsRefused()
    {
        var refusal = Assert.Throws<StatusException>(() => Charge("pods", SmallPod, null, Quota("q", "limits.memory=1Gi,cpu=1", "limits.memory=0,cpu=0")));

        Assert.Equal("pods \"x\" is forbidden: failed quota: q: must specify limits.memory for: c", refusal.Message);
    }

    [Fact]
    public void Charge_UsageNotCountedYet_IsRefused()
    {
        var refusal = Assert.Throws<StatusException>(() => Charge("pods", SmallPod, null, Quota("q", "pods=1", "")));

        Assert.Equal("pods \"x\" is forbidden: status unknown for quota: q, resources: pods", refusal.Message);
    }

    [Theory]
    [InlineData("Terminating", false)]
    [InlineData("NotTerminating", true)]
    [InlineData("BestEffort", false)]
    [InlineData("NotBestEffort", true)]
    [InlineData("PriorityClass", false)]
    [InlineData("CrossNamespacePodAffinity", false)]
    public void Charge_ScopedQuota_CountsOnlyItsPods(string scope, bool counted)
    {
        var quota = Quota("q", "pods=5", "pods=0") with { Scopes = [new QuotaScope(scope, "Exists", [])] };

        Assert.Equal(counted ? "1" : "0", Used(Charge("pods", SmallPod, null, quota), "pods"));
    }

    [Theory]
    [InlineData("In", true)]
    [InlineData("NotIn", false)]
    public void Charge_ScopeSelector_LooksAtThePriorityClass(string @operator, bool counted)
    {
        var quota = Quota("q", "pods=5", "pods=0") with { Scopes = [new QuotaScope("PriorityClass", @operator, ["high"])] };

        Assert.Equal(counted ? "1" : "0", Used(Charge("pods", """{"spec":{"priorityClassName":"high","containers":[]}}""", null, quota), "pods"));
    }

    [Fact]
    public void Charge_ServiceBecomesNodePort_ChargesItsPorts()
    {
        var after = Charge("services", """{"spec":{"type":"NodePort","ports":[{},{}]}}""", """{"spec":{"type":"ClusterIP","ports":[{},{}]}}""", Quota("q", "services=1,services.nodeports=2", "services=1,services.nodeports=0"));

        Assert.Equal(("1", "2"), (Used(after, "services"), Used(after, "services.nodeports")));
    }

    [Fact]
    public void Charge_Claim_CountsStorageInAllAndOfItsClass()
    {
        var after = Charge("persistentvolumeclaims", """{"spec":{"storageClassName":"gold","resources":{"requests":{"storage":"5Gi"}}}}""", null,
            Quota("q", "requests.storage=10Gi,gold.storageclass.storage.k8s.io/requests.storage=5Gi,gold.storageclass.storage.k8s.io/persistentvolumeclaims=1", "requests.storage=1Gi,gold.storageclass.storage.k8s.io/requests.storage=0,gold.storageclass.storage.k8s.io/persistentvolumeclaims=0"));

        Assert.Equal(("6Gi", "5Gi", "1"), (Used(after, "requests.storage"), Used(after, "gold.storageclass.storage.k8s.io/requests.storage"), Used(after, "gold.storageclass.storage.k8s.io/persistentvolumeclaims")));
    }

    [Fact]
    public void Charge_LimitedByDefaultWithoutQuota_IsRefused()
    {
        var configuration = new ResourceQuotaConfiguration([new LimitedResource("", "pods", ["cpu"], [])]);
        var refusal = Assert.Throws<StatusException>(() => Charge("pods", SmallPod, null, Quota("q", "pods=1", "pods=0"), configuration));

        Assert.Equal("pods \"x\" is forbidden: insufficient quota to consume: cpu,limits.cpu,requests.cpu", refusal.Message);
    }

    private static IReadOnlyList<QuotaState> Charge(string plural, string obj, string? old, QuotaState quota, ResourceQuotaConfiguration? configuration = null)
    {
        var resource = BuiltInResources.Named("", plural);
        var request = new AdmissionRequest
        {
            Operation = old is null ? Operation.Create : Operation.Update,
            Resource = resource,
            Subresource = "",
            Namespace = "n",
            Name = "x",
            Object = (JsonMap)JsonReader.Read(obj)!,
            OldObject = old is null ? null : (JsonMap)JsonReader.Read(old)!,
            User = UserInfo.Server,
            // The check looks nothing up.
            Registry = (ResourceRegistry)RuntimeHelpers.GetUninitializedObject(typeof(ResourceRegistry)),
        };
        return new QuotaCheck(configuration ?? new ResourceQuotaConfiguration([])).Charge(request, QuotaEvaluators.For(resource), [quota]);
    }

    private static QuotaState Quota(string name, string hard, string used) => new(name, 1, [], Amounts(hard), Amounts(used));

    private static Dictionary<string, Quantity> Amounts(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries)
        .Select(entry => entry.Split('=')).ToDictionary(entry => entry[0], entry => Quantity.Parse(entry[1]));

    private static string Used(IReadOnlyList<QuotaState> quotas, string name) => quotas.Single().Used[name].ToString();
}
