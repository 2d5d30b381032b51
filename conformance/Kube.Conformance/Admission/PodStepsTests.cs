using System.Text.Json.Nodes;
using Kube.Conformance.Support;

namespace Kube.Conformance.Admission;

/// <summary>What the steps for pods write into them, and what they refuse.</summary>
public sealed class PodStepsTests(AdmissionServer server) : IClassFixture<AdmissionServer>
{
    [Fact]
    public async Task DefaultTolerationSeconds_PodThatSaysNothing_StaysFiveMinutes()
    {
        var space = await server.NamespaceAsync();

        var silent = await CreateAsync(space, "silent", "{}");
        var told = await CreateAsync(space, "told", """{"tolerations":[{"key":"node.kubernetes.io/not-ready","operator":"Exists","effect":"NoExecute","tolerationSeconds":7}]}""");

        Assert.Equal(
            ["node.kubernetes.io/not-ready Exists NoExecute 300", "node.kubernetes.io/unreachable Exists NoExecute 300"],
            Tolerations(silent));
        Assert.Equal(
            ["node.kubernetes.io/not-ready Exists NoExecute 7", "node.kubernetes.io/unreachable Exists NoExecute 300"],
            Tolerations(told));
    }

    [Fact]
    public async Task ExtendedResourceToleration_Enabled_ToleratesTheResourcesTaint()
    {
        var pod = await CreateAsync(await server.NamespaceAsync(), "gpu", """{"containers":[{"name":"c","image":"i","resources":{"requests":{"example.com/gpu":"1"},"limits":{"example.com/gpu":"1"}}}]}""");

        Assert.Contains("example.com/gpu Exists NoSchedule ", Tolerations(pod));
    }

    [Fact]
    public async Task AlwaysPullImages_Enabled_OverrulesThePolicy()
    {
        var pod = await CreateAsync(await server.NamespaceAsync(), "pulled", """{"containers":[{"name":"c","image":"i:1","imagePullPolicy":"Never"}]}""");

        Assert.Equal("Always", (string?)pod["spec"]!["containers"]![0]!["imagePullPolicy"]);
    }

    [Fact]
    public async Task ServiceAccount_OfThePod_GivesItsPullSecretsAndMustBeThere()
    {
        var space = await server.NamespaceAsync();
        await space.ApplyAsync("""{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"puller"},"imagePullSecrets":[{"name":"registry"}]}""");

        var pod = await CreateAsync(space, "pulling", """{"serviceAccountName":"puller"}""");

        Assert.Equal("registry", (string?)pod["spec"]!["imagePullSecrets"]![0]!["name"]);
        Assert.Equal("puller", (string?)pod["spec"]!["serviceAccount"]);
        (await TryAsync(space, "lost", """{"serviceAccountName":"absent"}"""))
            .Failed($"pods \"lost\" is forbidden: error looking up service account {space.Namespace}/absent: serviceaccount \"absent\" not found");
    }

    [Fact]
    public async Task ServiceAccount_ThatListsItsSecrets_LetsPodsNameNoOthers()
    {
        var space = await server.NamespaceAsync();
        await space.ApplyAsync("""
            {"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"strict","annotations":{"kubernetes.io/enforce-mountable-secrets":"true"}},"secrets":[{"name":"own"}],"imagePullSecrets":[{"name":"registry"}]}
            """);

        await CreateAsync(space, "own", """{"serviceAccountName":"strict","volumes":[{"name":"v","secret":{"secretName":"own"}}]}""");
        const string refused = "is not allowed because service account strict does not reference that secret";
        (await TryAsync(space, "volume", """{"serviceAccountName":"strict","volumes":[{"name":"v","secret":{"secretName":"other"}}]}"""))
            .Failed($"pods \"volume\" is forbidden: volume with secret.secretName=\"other\" {refused}");
        (await TryAsync(space, "env", """{"serviceAccountName":"strict","containers":[{"name":"c","image":"i","env":[{"name":"E","valueFrom":{"secretKeyRef":{"name":"other","key":"k"}}}]}]}"""))
            .Failed($"container c with envVar E referencing secret.secretName=\"other\" {refused}");
        (await TryAsync(space, "all", """{"serviceAccountName":"strict","containers":[{"name":"c","image":"i","envFrom":[{"secretRef":{"name":"other"}}]}]}"""))
            .Failed($"container c with envFrom referencing secret.secretName=\"other\" {refused}");
        (await TryAsync(space, "pull", """{"serviceAccountName":"strict","imagePullSecrets":[{"name":"other"}]}"""))
            .Failed("imagePullSecret[0].name=\"other\" is not allowed because service account strict does not reference that imagePullSecret");
        var debugging = """{"spec":{"ephemeralContainers":[{"name":"d","image":"i","envFrom":[{"secretRef":{"name":"other"}}]}]}}""";
        (await space.TryAsync("patch", "pod", "own", "--subresource=ephemeralcontainers", "-p", debugging))
            .Failed($"ephemeral container d with envFrom referencing secret.secretName=\"other\" {refused}");
    }

    [Theory]
    [InlineData("""{"nodeName":"n","serviceAccountName":"default"}""", "a mirror pod may not reference service accounts")]
    [InlineData("""{"nodeName":"n","containers":[{"name":"c","image":"i","envFrom":[{"secretRef":{"name":"s"}}]}]}""", "a mirror pod may not reference secrets")]
    [InlineData("""{"nodeName":"n","volumes":[{"name":"v","projected":{"sources":[{"serviceAccountToken":{"path":"t"}}]}}]}""", "a mirror pod may not use ServiceAccountToken volume projections")]
    public async Task ServiceAccount_MirrorPod_NamesNoObjects(string spec, string why)
    {
        var space = await server.NamespaceAsync();
        var whole = JsonNode.Parse(spec)!.AsObject();
        whole.TryAdd("containers", JsonNode.Parse("""[{"name":"c","image":"i"}]"""));

        var refused = await space.TryWithInputAsync(new JsonObject
        {
            ["apiVersion"] = "v1", ["kind"] = "Pod", ["spec"] = whole,
            ["metadata"] = new JsonObject { ["name"] = "mirror", ["annotations"] = new JsonObject { ["kubernetes.io/config.mirror"] = "x" } },
        }.ToJsonString(), "create", "-f", "-");

        refused.Failed($"pods \"mirror\" is forbidden: {why}");
    }

    [Fact]
    public async Task Priority_OfAClass_IsItsNumberAndNobodyElses()
    {
        var space = await server.NamespaceAsync();
        await space.RunAsync("create", "priorityclass", "urgent", "--value=70", "--preemption-policy=Never");

        var pod = await CreateAsync(space, "urgent", """{"priorityClassName":"urgent"}""");

        Assert.Equal((70, "Never"), ((int)pod["spec"]!["priority"]!, (string?)pod["spec"]!["preemptionPolicy"]));
        (await TryAsync(space, "pushing", """{"priorityClassName":"urgent","priority":71}""")).Failed(
            "pods \"pushing\" is forbidden: the integer value of priority (71) must not be provided in pod spec; priority admission controller computed 70 from the given PriorityClass name");
        await space.RunAsync("create", "priorityclass", "usual", "--value=5", "--global-default=true");
        Assert.Equal(5, (int)(await CreateAsync(space, "usual", "{}"))["spec"]!["priority"]!);
        (await space.TryAsync("create", "priorityclass", "other", "--value=6", "--global-default=true"))
            .Failed("priorityclasses.scheduling.k8s.io \"other\" is forbidden: PriorityClass usual is already marked as default. Only one default can exist");
        await space.RunAsync("delete", "priorityclass", "usual");
    }

    [Fact]
    public async Task RuntimeClass_WithOverheadAndScheduling_IsWhatThePodGets()
    {
        var space = await server.NamespaceAsync();
        await space.ApplyAsync("""
            {"apiVersion":"node.k8s.io/v1","kind":"RuntimeClass","metadata":{"name":"heavy"},"handler":"h","overhead":{"podFixed":{"cpu":"250m"}},
             "scheduling":{"nodeSelector":{"heavy":"yes"},"tolerations":[{"key":"heavy","operator":"Exists"}]} }
            """);

        var pod = await CreateAsync(space, "heavy", """{"runtimeClassName":"heavy","nodeSelector":{"zone":"z"}}""");

        Assert.Equal("250m", (string?)pod["spec"]!["overhead"]!["cpu"]);
        Assert.Equal("""{"heavy":"yes","zone":"z"}""", new JsonObject(pod["spec"]!["nodeSelector"]!.AsObject().OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, entry.Value?.DeepClone()))).ToJsonString());
        Assert.Contains(Tolerations(pod), toleration => toleration.StartsWith("heavy Exists", StringComparison.Ordinal));
        (await TryAsync(space, "elsewhere", """{"runtimeClassName":"heavy","nodeSelector":{"heavy":"no"}}"""))
            .Failed("conflict: runtimeClass.scheduling.nodeSelector[heavy] = yes; pod.spec.nodeSelector[heavy] = no");
        (await TryAsync(space, "cheap", """{"overhead":{"cpu":"1m"}}""")).Failed("pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead");
    }

    [Fact]
    public async Task PodResizeValidator_MoreThanTheNodeHas_IsRefused()
    {
        var space = await server.NamespaceAsync();
        await space.ApplyAsync("""{"apiVersion":"v1","kind":"Node","metadata":{"name":"small","labels":{"kubernetes.io/os":"linux"}}}""");
        await space.RunAsync("patch", "node", "small", "--subresource=status", "-p", """{"status":{"allocatable":{"cpu":"2","memory":"1Gi","pods":"10"}}}""");
        await CreateAsync(space, "sized", """{"nodeName":"small","containers":[{"name":"c","image":"i","resources":{"requests":{"cpu":"1","memory":"64Mi"}}}]}""");

        (await ResizeAsync("3")).Failed("pods \"sized\" is forbidden: Node didn't have enough allocatable resources: cpu, requested: 3000, allocatable: 2000");
        (await ResizeAsync("2")).Succeeded();
        await space.RunAsync("label", "node", "small", "kubernetes.io/os=windows", "--overwrite");
        (await ResizeAsync("1")).Failed("pods \"sized\" is forbidden: pod resize is only supported on linux nodes, node \"small\" is \"windows\"");

        Task<Outcome> ResizeAsync(string cpu) =>
            space.TryAsync("patch", "pod", "sized", "--subresource=resize", "-p", $$$"""{"spec":{"containers":[{"name":"c","resources":{"requests":{"cpu":"{{{cpu}}}"} } }]} }""");
    }

    [Fact]
    public async Task PodSecurity_Exempted_IsNotAsked()
    {
        const string privileged = """{"containers":[{"name":"c","image":"i","securityContext":{"privileged":true}}]}""";
        var space = await server.NamespaceAsync();
        await space.ApplyAsync("""{"apiVersion":"node.k8s.io/v1","kind":"RuntimeClass","metadata":{"name":"loose"},"handler":"h"}""");

        (await TryAsync(space, "p", privileged)).Failed(
            "pods \"p\" is forbidden: violates PodSecurity \"baseline:latest\": privileged (container \"c\" must not set securityContext.privileged=true)");
        await CreateAsync(space, "q", privileged.Replace("{\"containers\"", "{\"runtimeClassName\":\"loose\",\"containers\"", StringComparison.Ordinal));
        await CreateAsync(server.KubectlAs(AdmissionServer.ExemptToken).In(space.Namespace), "r", privileged);
        await CreateAsync(await server.NamespaceAsync("loose"), "s", privileged);
    }

    private static IEnumerable<string> Tolerations(JsonNode pod) =>
        pod["spec"]!["tolerations"]!.AsArray().Select(one => $"{(string?)one!["key"]} {(string?)one["operator"]} {(string?)one["effect"]} {(int?)one["tolerationSeconds"]}");

    private static async Task<JsonNode> CreateAsync(Kubectl kubectl, string name, string spec)
    {
        (await TryAsync(kubectl, name, spec)).Succeeded();
        return await kubectl.GetJsonAsync("pod", name);
    }

    /// <param name="spec">What it says besides a container.</param>
    private static Task<Outcome> TryAsync(Kubectl kubectl, string name, string spec)
    {
        var whole = JsonNode.Parse(spec)!.AsObject();
        whole.TryAdd("containers", JsonNode.Parse("""[{"name":"c","image":"i"}]"""));
        return kubectl.TryWithInputAsync(
            new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Pod", ["metadata"] = new JsonObject { ["name"] = name }, ["spec"] = whole }.ToJsonString(), "create", "-f", "-");
    }
}
