using System.Text.RegularExpressions;
using Kube.Conformance.Support;

namespace Kube.Conformance.Story;

/// <summary>A user's first application, from its manifest to its end, step by step.</summary>
public sealed partial class FirstApplicationTests(NamespaceFixture fixture) : NamespacedTests(fixture)
{
    private static readonly HttpClient Http = new();

    private readonly string _manifest = $$$"""
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: shop}
        data:
          GREETING: welcome
          motto.txt: the customer is king
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: shop}
        spec:
          selector: {app: shop}
          ports: [{port: 80, targetPort: http}]
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: shop, labels: {app: shop}}
        spec:
          replicas: 3
          selector: {matchLabels: {app: shop}}
          template:
            metadata: {labels: {app: shop}}
            spec:
              volumes: [{name: config, configMap: {name: shop}}]
              containers:
              - name: web
                image: {{{TestImages.Web1}}}
                ports: [{name: http, containerPort: 8080}]
                env: [{name: GREETING, valueFrom: {configMapKeyRef: {name: shop, key: GREETING} } }]
                volumeMounts: [{name: config, mountPath: /config}]
        """;

    [Fact]
    public async Task Application_AppliedUsedChangedAndDeleted_LeavesNothing()
    {
        Assert.Equal("configmap/shop created\nservice/shop created\ndeployment.apps/shop created", await Kubectl.ApplyAsync(_manifest));
        await Kubectl.RunAsync("wait", "--for=condition=Available", "deployment/shop", "--timeout=90s");
        Assert.Matches(@"shop\s+3/3\s+3\s+3\s", await Kubectl.RunAsync("get", "deployment", "shop", "--no-headers"));
        Assert.Equal(3, (await Docker.RunAsync(
            "ps", "--quiet", "--filter", $"label=io.kubernetes.pod.namespace={Kubectl.Namespace}", "--filter", "label=io.kubernetes.container.name=web")).Split('\n').Length);

        Assert.Equal("welcome", await Kubectl.RunAsync("exec", "deployment/shop", "--", "sh", "-c", "echo $GREETING"));
        Assert.Equal("the customer is king", await Kubectl.RunAsync("exec", "deployment/shop", "--", "cat", "/config/motto.txt"));
        await EndpointsAsync(3);
        await FetchAsync("version 1\n");
        await Eventually.IsAsync(
            "a pod has logged the request",
            () => Kubectl.RunAsync("logs", "-l", "app=shop", "--prefix"),
            log => log.Contains("response:200", StringComparison.Ordinal));

        await Kubectl.RunAsync("set", "image", "deployment/shop", $"web={TestImages.Web2}");
        await Kubectl.RunAsync("rollout", "status", "deployment/shop", "--timeout=90s");
        await FetchAsync("version 2\n");

        await Kubectl.RunAsync("rollout", "undo", "deployment/shop");
        await Kubectl.RunAsync("rollout", "status", "deployment/shop", "--timeout=90s");
        await FetchAsync("version 1\n");

        await Kubectl.RunAsync("scale", "deployment", "shop", "--replicas=1");
        await Eventually.IsAsync(
            "one pod is left", () => Kubectl.RunAsync("get", "pods", "-l", "app=shop", "-o", "name"), names => names.Split('\n').Length == 1);
        await EndpointsAsync(1);

        await Kubectl.RunWithInputAsync(_manifest, "delete", "-f", "-");
        await Eventually.IsAsync(
            "nothing is left",
            () => Kubectl.RunAsync("get", "deployments,replicasets,pods,services,endpoints,endpointslices", "-o", "name"),
            names => names.Length == 0);
        await Eventually.IsAsync(
            "no container is left", () => Docker.ContainersOfNamespaceAsync(Kubectl.Namespace), containers => containers.Length == 0);
    }

    private Task EndpointsAsync(int count) => Eventually.IsAsync(
        $"the Service has {count} ready endpoints",
        () => Kubectl.GetPathAsync("{.items[*].endpoints[?(@.conditions.ready==true)].addresses[0]}", "endpointslices", "-l", "kubernetes.io/service-name=shop"),
        addresses => addresses.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length == count);

    private async Task FetchAsync(string page)
    {
        await using var forward = Kubectl.Start("port-forward", "service/shop", ":80");
        var line = await forward.WrittenAsync("Forwarding from 127.0.0.1:");
        Assert.Equal(page, await Http.GetStringAsync(new Uri($"http://127.0.0.1:{ForwardedPort().Match(line).Groups[1].Value}/")));
    }

    [GeneratedRegex(@"Forwarding from 127\.0\.0\.1:(\d+) ->")]
    private static partial Regex ForwardedPort();
}
