using System.Net;
using k8s;
using k8s.Autorest;
using Kube.Conformance.Support;

namespace Kube.Conformance.Pods;

/// <summary>What a pod is given: environment and volumes.</summary>
public sealed class ConfigurationTests(NamespaceFixture fixture) : NamespacedTests(fixture)
{
    [Fact]
    public async Task Environment_FromEverySource_IsSet()
    {
        await Kubectl.RunAsync("create", "configmap", "colors", "--from-literal=RED=ff0000", "--from-literal=GREEN=00ff00");
        await Kubectl.RunAsync("create", "secret", "generic", "codes", "--from-literal=PIN=1234");
        await Kubectl.ApplyAsync($$$"""
            apiVersion: v1
            kind: Pod
            metadata: {name: env, labels: {tier: front}}
            spec:
              containers:
              - name: main
                image: {{{TestImages.Shell}}}
                command: [/bin/sh, -c, "{{{Forever}}}"]
                resources: {limits: {memory: 64Mi}}
                envFrom: [{configMapRef: {name: colors}}, {secretRef: {name: codes}, prefix: S_}]
                env:
                - {name: PLAIN, value: "text"}
                - {name: COMPOSED, value: "$(PLAIN)-$(RED)-$$(PLAIN)"}
                - {name: ONE, valueFrom: {configMapKeyRef: {name: colors, key: GREEN} } }
                - {name: TWO, valueFrom: {secretKeyRef: {name: codes, key: PIN} } }
                - {name: OPTIONAL, valueFrom: {configMapKeyRef: {name: none, key: none, optional: true} } }
                - {name: NAME, valueFrom: {fieldRef: {fieldPath: metadata.name} } }
                - {name: TIER, valueFrom: {fieldRef: {fieldPath: "metadata.labels['tier']"} } }
                - {name: ADDRESS, valueFrom: {fieldRef: {fieldPath: status.podIP} } }
                - {name: LIMIT, valueFrom: {resourceFieldRef: {resource: limits.memory} } }
            """);
        await Kubectl.RunAsync("wait", "--for=condition=Ready", "pod/env", "--timeout=90s");

        var environment = (await Kubectl.RunAsync("exec", "env", "--", "env")).Split('\n');

        var address = await Kubectl.GetPathAsync("{.status.podIP}", "pod", "env");
        string[] expected =
        [
            "RED=ff0000", "GREEN=00ff00", "S_PIN=1234", "PLAIN=text", "COMPOSED=text-ff0000-$(PLAIN)", "ONE=00ff00", "TWO=1234", "NAME=env",
            "TIER=front", $"ADDRESS={address}", "LIMIT=67108864", "HOSTNAME=env",
        ];
        Assert.All(expected, line => Assert.Contains(line, environment));
        Assert.DoesNotContain(environment, line => line.StartsWith("OPTIONAL=", StringComparison.Ordinal));
        Assert.Contains(environment, line => line.StartsWith("KUBERNETES_SERVICE_HOST=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Volumes_OfEveryKind_HoldTheirFiles()
    {
        await Kubectl.RunAsync("create", "configmap", "files", "--from-literal=a.txt=from map", "--from-literal=b.txt=left out");
        await Kubectl.RunAsync("create", "secret", "generic", "keys", "--from-literal=key=from secret");
        await Kubectl.ApplyAsync($$$"""
            apiVersion: v1
            kind: Pod
            metadata: {name: volumes, labels: {tier: back}}
            spec:
              volumes:
              - {name: map, configMap: {name: files, items: [{key: a.txt, path: sub/a.txt}] } }
              - {name: secret, secret: {secretName: keys, defaultMode: 0400} }
              - {name: empty, emptyDir: {} }
              - {name: memory, emptyDir: {medium: Memory} }
              - {name: about, downwardAPI: {items: [{path: labels, fieldRef: {fieldPath: metadata.labels} }] } }
              - name: all
                projected:
                  sources:
                  - configMap: {name: files}
                  - secret: {name: keys}
                  - downwardAPI: {items: [{path: name, fieldRef: {fieldPath: metadata.name} }] }
                  - serviceAccountToken: {path: token, audience: someone, expirationSeconds: 3600}
              containers:
              - name: main
                image: {{{TestImages.Shell}}}
                command: [/bin/sh, -c, "{{{Forever}}}"]
                volumeMounts:
                - {name: map, mountPath: /v/map}
                - {name: map, mountPath: /v/one, subPath: sub/a.txt}
                - {name: secret, mountPath: /v/secret, readOnly: true}
                - {name: empty, mountPath: /v/empty}
                - {name: memory, mountPath: /v/memory}
                - {name: about, mountPath: /v/about}
                - {name: all, mountPath: /v/all}
            """);
        await Kubectl.RunAsync("wait", "--for=condition=Ready", "pod/volumes", "--timeout=90s");

        Assert.Equal("from map", await InAsync("cat", "/v/map/sub/a.txt"));
        Assert.Equal("from map", await InAsync("cat", "/v/one"));
        Assert.Equal("from secret", await InAsync("cat", "/v/secret/key"));
        Assert.Equal("400", await InAsync("stat", "-L", "-c", "%a", "/v/secret/key"));
        Assert.Equal("tier=\"back\"", await InAsync("cat", "/v/about/labels"));
        Assert.Equal("a.txt\nb.txt\nkey\nname\ntoken", await InAsync("ls", "/v/all"));
        Assert.Equal(2, (await InAsync("cat", "/v/all/token")).Count(character => character == '.'));
        await InAsync("sh", "-c", "echo kept > /v/empty/file && echo kept > /v/memory/file");
        Assert.Contains("tmpfs /v/memory", await InAsync("cat", "/proc/mounts"), StringComparison.Ordinal);
        (await Kubectl.TryAsync("exec", "volumes", "--", "touch", "/v/secret/new")).Failed("Read-only file system");
    }

    [Fact]
    public async Task ConfigMapVolume_ChangedMap_ChangesTheFile()
    {
        await Kubectl.RunAsync("create", "configmap", "moving", "--from-literal=word=before");
        await Kubectl.ApplyAsync($$$"""
            apiVersion: v1
            kind: Pod
            metadata: {name: follows}
            spec:
              volumes: [{name: map, configMap: {name: moving} }]
              containers:
              - {name: main, image: {{{TestImages.Shell}}}, command: [/bin/sh, -c, "{{{Forever}}}"], volumeMounts: [{name: map, mountPath: /map}]}
            """);
        await Kubectl.RunAsync("wait", "--for=condition=Ready", "pod/follows", "--timeout=90s");

        await Kubectl.RunAsync("patch", "configmap", "moving", "-p", """{"data":{"word":"after"}}""");

        await Eventually.IsAsync("the file has changed", () => Kubectl.RunAsync("exec", "follows", "--", "cat", "/map/word"), word => word == "after", TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task MissingConfigMap_HoldsThePodBack_UntilItExists()
    {
        await Kubectl.ApplyAsync($$$"""
            apiVersion: v1
            kind: Pod
            metadata: {name: patient}
            spec:
              volumes: [{name: map, configMap: {name: late} }]
              containers:
              - {name: main, image: {{{TestImages.Shell}}}, command: [/bin/sh, -c, "{{{Forever}}}"], volumeMounts: [{name: map, mountPath: /map}]}
            """);
        await Eventually.IsAsync(
            "an event says what is missing", () => Kubectl.RunAsync("events", "--for", "pod/patient"), text => text.Contains("configmap \"late\" not found", StringComparison.Ordinal));

        await Kubectl.RunAsync("create", "configmap", "late", "--from-literal=a=b");

        await Kubectl.RunAsync("wait", "--for=condition=Ready", "pod/patient", "--timeout=110s");
    }

    [Fact]
    public async Task ServiceAccount_Token_IsMountedAndOpensTheApi()
    {
        await RunShellPodAsync("trusted", Forever);
        const string Folder = "/var/run/secrets/kubernetes.io/serviceaccount";

        Assert.Equal("ca.crt\nnamespace\ntoken", await Kubectl.RunAsync("exec", "trusted", "--", "ls", Folder));
        Assert.Equal(Kubectl.Namespace, await Kubectl.RunAsync("exec", "trusted", "--", "cat", Folder + "/namespace"));
        var token = await Kubectl.RunAsync("exec", "trusted", "--", "cat", Folder + "/token");
        Assert.NotEqual(HttpStatusCode.Unauthorized, await StatusWithTokenAsync(token));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusWithTokenAsync("no.such.token"));
    }

    private async Task<HttpStatusCode> StatusWithTokenAsync(string token)
    {
        var admin = KubernetesClientConfiguration.BuildConfigFromConfigFile(Kubectl.Kubeconfig);
        using var client = new Kubernetes(new KubernetesClientConfiguration { Host = admin.Host, SslCaCerts = admin.SslCaCerts, AccessToken = token });
        try
        {
            return (await client.CoreV1.ListNamespacedPodWithHttpMessagesAsync(Kubectl.Namespace)).Response.StatusCode;
        }
        catch (HttpOperationException refused)
        {
            return refused.Response.StatusCode;
        }
    }

    private Task<string> InAsync(params string[] command) => Kubectl.RunAsync(["exec", "volumes", "--", .. command]);
}
