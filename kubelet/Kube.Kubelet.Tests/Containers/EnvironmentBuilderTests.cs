using k8s.Models;
using Kube.Kubelet.Containers;
using Kube.Kubelet.Tests.Pods;
using Kube.Machinery.Quantities;

namespace Kube.Kubelet.Tests.Containers;

public sealed class EnvironmentBuilderTests
{
    private readonly InMemoryCluster _cluster = new()
    {
        ConfigMaps = { ["settings"] = new V1ConfigMap { Data = new Dictionary<string, string> { ["COLOR"] = "red" } } },
        Secrets = { ["login"] = new V1Secret { Data = new Dictionary<string, byte[]> { ["password"] = "s3cret"u8.ToArray() } } },
        Services =
        {
            Service("default", "kubernetes", "10.96.0.1", new V1ServicePort { Name = "https", Port = 443 }),
            Service("ns", "my-db", "10.96.0.7", new V1ServicePort { Port = 5432 }),
            Service("other", "elsewhere", "10.96.0.8", new V1ServicePort { Port = 1 }),
            Service("ns", "headless", "None", new V1ServicePort { Port = 1 }),
        },
    };

    [Fact]
    public async Task Build_Services_GivesTheApiServersAndThoseOfTheNamespace()
    {
        var environment = await BuildAsync(new V1Container { Name = "c" });

        Assert.Equal("10.96.0.1", environment["KUBERNETES_SERVICE_HOST"]);
        Assert.Equal("443", environment["KUBERNETES_SERVICE_PORT_HTTPS"]);
        Assert.Equal("tcp://10.96.0.7:5432", environment["MY_DB_PORT_5432_TCP"]);
        Assert.DoesNotContain(environment.Keys, name => name.StartsWith("ELSEWHERE", StringComparison.Ordinal) || name.StartsWith("HEADLESS", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Build_EverySource_IsResolvedAndLaterOnesSeeEarlierOnes()
    {
        var environment = await BuildAsync(new V1Container
        {
            Name = "c",
            Resources = new V1ResourceRequirements { Limits = new Dictionary<string, ResourceQuantity> { ["cpu"] = new("1500m") } },
            EnvFrom = [new V1EnvFromSource { Prefix = "CFG_", ConfigMapRef = new V1ConfigMapEnvSource { Name = "settings" } }],
            Env =
            [
                new V1EnvVar { Name = "PASSWORD", ValueFrom = new V1EnvVarSource { SecretKeyRef = new V1SecretKeySelector { Name = "login", Key = "password" } } },
                new V1EnvVar { Name = "ME", ValueFrom = new V1EnvVarSource { FieldRef = new V1ObjectFieldSelector { FieldPath = "metadata.name" } } },
                new V1EnvVar { Name = "LABEL", ValueFrom = new V1EnvVarSource { FieldRef = new V1ObjectFieldSelector { FieldPath = "metadata.labels['app']" } } },
                new V1EnvVar { Name = "IP", ValueFrom = new V1EnvVarSource { FieldRef = new V1ObjectFieldSelector { FieldPath = "status.podIP" } } },
                new V1EnvVar { Name = "CPUS", ValueFrom = new V1EnvVarSource { ResourceFieldRef = new V1ResourceFieldSelector { Resource = "limits.cpu" } } },
                new V1EnvVar { Name = "MEMORY", ValueFrom = new V1EnvVarSource { ResourceFieldRef = new V1ResourceFieldSelector { Resource = "limits.memory", Divisor = new ResourceQuantity("1Mi") } } },
                new V1EnvVar { Name = "ALL", Value = "$(CFG_COLOR)-$(ME)-$(MY_DB_SERVICE_PORT)-$(NONE)" },
            ],
        });

        Assert.Equal(("s3cret", "p", "web", "10.0.0.2"), (environment["PASSWORD"], environment["ME"], environment["LABEL"], environment["IP"]));
        Assert.Equal(("2", "2048"), (environment["CPUS"], environment["MEMORY"]));
        Assert.Equal("red-p-5432-$(NONE)", environment["ALL"]);
    }

    [Theory]
    [InlineData("absent", "x", "configmap \"absent\" not found")]
    [InlineData("settings", "x", "couldn't find key x in ConfigMap ns/settings")]
    public async Task Build_MissingKey_FailsInUpstreamsWords(string map, string key, string message)
    {
        var container = new V1Container
        {
            Name = "c",
            Env = [new V1EnvVar { Name = "V", ValueFrom = new V1EnvVarSource { ConfigMapKeyRef = new V1ConfigMapKeySelector { Name = map, Key = key } } }],
        };

        Assert.Equal(message, (await Assert.ThrowsAsync<ConfigException>(() => BuildAsync(container))).Message);
        container.Env[0].ValueFrom.ConfigMapKeyRef.Optional = true;
        Assert.DoesNotContain("V", (await BuildAsync(container)).Keys);
    }

    private Task<Dictionary<string, string>> BuildAsync(V1Container container)
    {
        var allocatable = new Dictionary<string, Quantity> { ["cpu"] = Quantity.Parse("4"), ["memory"] = Quantity.Parse("2Gi") };
        var pod = PodFactsBuilder.Pod(container);
        pod.Metadata.Labels = new Dictionary<string, string> { ["app"] = "web" };
        return new EnvironmentBuilder(_cluster, allocatable).BuildAsync(pod, container, new PodAddresses("192.168.0.1", "10.0.0.2"), default);
    }

    private static V1Service Service(string space, string name, string ip, V1ServicePort port) => new()
    {
        Metadata = new V1ObjectMeta { NamespaceProperty = space, Name = name },
        Spec = new V1ServiceSpec { ClusterIP = ip, Ports = [port] },
    };
}
