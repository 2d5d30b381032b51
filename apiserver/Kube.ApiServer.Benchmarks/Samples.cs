using System.Text;
using Kube.ApiServer.Caching;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Registry;
using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.ApiServer.Benchmarks;

/// <summary>Objects of the size they have in clusters.</summary>
internal static class Samples
{
    public static readonly TypeSchema PodType = Types.Of("", "v1", "Pod");

    public static readonly TypeSchema DeploymentType = Types.Of("apps", "v1", "Deployment");

    private static readonly string Spec = $$"""{"containers":[{"name":"main","image":"registry.example/team/app:1.2.3","command":["/app","--listen=:8080"],"ports":[{"name":"http","containerPort":8080,"protocol":"TCP"}],"env":[{{string.Join(',', Enumerable.Range(0, 16).Select(i => $$"""{"name":"SETTING_{{i:d2}}","value":"value-of-setting-{{i:d2}}"}"""))}}],"resources":{"limits":{"cpu":"500m","memory":"128Mi"},"requests":{"cpu":"250m","memory":"64Mi"} },"terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File","imagePullPolicy":"IfNotPresent"}],"restartPolicy":"Always","terminationGracePeriodSeconds":30,"dnsPolicy":"ClusterFirst","securityContext":{},"schedulerName":"default-scheduler"}""";

    public static byte[] Pod { get; } = Encoding.UTF8.GetBytes($$"""{"kind":"Pod","apiVersion":"v1","metadata":{"name":"web-1","namespace":"default","uid":"b7e978f5-4307-4223-85f1-08c191653db2","creationTimestamp":"2026-01-01T00:00:00Z","labels":{"app":"web","tier":"front"} },"spec":{{Spec}},"status":{"phase":"Running"} }""");

    public static byte[] Deployment { get; } = Encoding.UTF8.GetBytes($$"""{"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"web","namespace":"default"},"spec":{"replicas":3,"selector":{"matchLabels":{"app":"web"} },"template":{"metadata":{"labels":{"app":"web"} },"spec":{{Spec}} } } }""");

    public static JsonMap Tree(byte[] json, TypeSchema type) => ObjectCodec.Decode(json, type);

    /// <summary>A pod as the watch cache holds it.</summary>
    public static CachedObject Cached(int number, IObjectIndexer indexer)
    {
        var json = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Pod).Replace("web-1", $"web-{number:d6}", StringComparison.Ordinal).Replace("\"tier\":\"front\"", $"\"tier\":\"t{number % 10}\"", StringComparison.Ordinal));
        return new CachedObject(new ObjectKey("default", $"web-{number:d6}"), number + 1, json, indexer.Index(json));
    }
}
