using System.Text;

namespace Kube.Conformance.Hostile;

/// <summary>Good requests of every form: what hostile ones are made from.</summary>
internal static class Seeds
{
    private const string Core = "/api/v1/namespaces/hostile";
    private const string Apps = "/apis/apps/v1/namespaces/hostile";
    private const string Protobuf = "application/vnd.kubernetes.protobuf";

    private const string Pod = """{"apiVersion":"v1","kind":"Pod","metadata":{"generateName":"p-","labels":{"app":"a"},"annotations":{"k":"v"}},"spec":{"nodeSelector":{"none":"here"},"containers":[{"name":"c","image":"i","command":["a","b"],"env":[{"name":"A","value":"1"},{"name":"B","valueFrom":{"fieldRef":{"fieldPath":"metadata.name"}}}],"ports":[{"containerPort":80,"protocol":"TCP"}],"resources":{"requests":{"cpu":"100m","memory":"1Gi"},"limits":{"cpu":"1","memory":"2Gi"}},"volumeMounts":[{"name":"v","mountPath":"/v"}],"livenessProbe":{"httpGet":{"path":"/","port":"http"},"periodSeconds":5}}],"volumes":[{"name":"v","emptyDir":{"sizeLimit":"1Mi"}}],"tolerations":[{"key":"k","operator":"Exists","effect":"NoExecute","tolerationSeconds":30}],"affinity":{"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":{"nodeSelectorTerms":[{"matchExpressions":[{"key":"k","operator":"In","values":["v"]}]}]}}}}}""";
    private const string Deployment = """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"generateName":"d-"},"spec":{"replicas":0,"selector":{"matchLabels":{"a":"b"},"matchExpressions":[{"key":"a","operator":"Exists"}]},"strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":"25%","maxUnavailable":1}},"template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"c","image":"i"}]}}}}""";
    private const string ConfigMap = """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"generateName":"c-"},"data":{"a":"1","b":"2"},"binaryData":{"x":"AAEC"}}""";
    private const string Service = """{"apiVersion":"v1","kind":"Service","metadata":{"generateName":"s-"},"spec":{"selector":{"a":"b"},"type":"NodePort","ports":[{"name":"p","port":80,"targetPort":"http","protocol":"TCP"}],"sessionAffinity":"ClientIP"}}""";
    private const string Role = """{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"Role","metadata":{"generateName":"r-"},"rules":[{"apiGroups":["","apps"],"resources":["pods","deployments/scale"],"resourceNames":["x"],"verbs":["get","list"]}]}""";
    private const string Definition = """{"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"things.hostile.example"},"spec":{"group":"hostile.example","scope":"Namespaced","names":{"plural":"things","kind":"Thing"},"versions":[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object","properties":{"spec":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}}}]}}""";
    private const string Yaml = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  generateName: y-\n  labels: &l {a: b, c: 'd'}\n  annotations: *l\ndata:\n  text: |\n    line\n    line\n  folded: >-\n    one\n    two\n";
    private const string Review = """{"apiVersion":"authorization.k8s.io/v1","kind":"SubjectAccessReview","spec":{"user":"u","groups":["g"],"extra":{"e":["f"]},"resourceAttributes":{"namespace":"n","verb":"get","resource":"pods","fieldSelector":{"rawSelector":"a=b"}}}}""";
    private const string DeleteOptions = """{"apiVersion":"v1","kind":"DeleteOptions","gracePeriodSeconds":0,"propagationPolicy":"Background","preconditions":{"uid":"u"},"dryRun":["All"]}""";

    /// <summary>The object the patches are for; it exists before the first of them.</summary>
    public static Message Target { get; } = Json("POST", $"{Core}/configmaps", ConfigMap.Replace("\"generateName\":\"c-\"", "\"name\":\"target\"", StringComparison.Ordinal));

    public static Message TargetDeployment { get; } = Json("POST", $"{Apps}/deployments", Deployment.Replace("\"generateName\":\"d-\"", "\"name\":\"target\"", StringComparison.Ordinal));

    public static Message Namespace { get; } = Json("POST", "/api/v1/namespaces", """{"metadata":{"name":"hostile"}}""");

    public static IReadOnlyList<Message> Texts { get; } =
    [
        Json("POST", $"{Core}/pods", Pod),
        Json("POST", $"{Core}/pods?dryRun=All&fieldValidation=Strict", Pod),
        Json("POST", $"{Apps}/deployments", Deployment),
        Json("POST", $"{Core}/configmaps?fieldManager=m&pretty=true", ConfigMap),
        Json("POST", $"{Core}/services?dryRun=All", Service),
        Json("POST", "/apis/rbac.authorization.k8s.io/v1/namespaces/hostile/roles", Role),
        Json("POST", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions?dryRun=All", Definition),
        Json("POST", "/apis/authorization.k8s.io/v1/subjectaccessreviews", Review),
        new("POST", $"{Core}/configmaps", "application/yaml", Encoding.UTF8.GetBytes(Yaml)),
        Json("PUT", $"{Core}/configmaps/target", ConfigMap),
        Json("DELETE", $"{Core}/pods/none", DeleteOptions),
        Patch("json-patch+json", $"{Core}/configmaps/target", """[{"op":"add","path":"/data/x","value":"1"},{"op":"test","path":"/data/x","value":"1"},{"op":"move","from":"/data/x","path":"/data/y"},{"op":"copy","from":"/data/a","path":"/metadata/labels/z"},{"op":"replace","path":"/data/a","value":"3"},{"op":"remove","path":"/data/y"}]"""),
        Patch("merge-patch+json", $"{Core}/configmaps/target", """{"data":{"a":null,"n":"1"},"metadata":{"labels":{"l":"1"},"finalizers":null}}"""),
        Patch("strategic-merge-patch+json", $"{Apps}/deployments/target", """{"spec":{"strategy":{"$retainKeys":["type"],"type":"Recreate"},"template":{"spec":{"$setElementOrder/containers":[{"name":"c"},{"name":"e"}],"containers":[{"name":"e","image":"j"},{"name":"c","$patch":"delete"}],"$deleteFromPrimitiveList/finalizers":["x"]}}}}"""),
        Patch("apply-patch+yaml", $"{Apps}/deployments/target?fieldManager=f&force=true", """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"target"},"spec":{"replicas":0,"template":{"spec":{"containers":[{"name":"c","image":"k","ports":[{"containerPort":80,"protocol":"TCP"}]}]}}}}"""),
        Patch("apply-patch+yaml", $"{Core}/configmaps/target?fieldManager=g", Yaml.Replace("generateName: y-", "name: target", StringComparison.Ordinal)),
        Patch("merge-patch+json", $"{Apps}/deployments/target/scale", """{"spec":{"replicas":0}}"""),
    ];

    /// <summary>Requests whose path and query are the point.</summary>
    public static IReadOnlyList<Message> Reads { get; } =
    [
        new("GET", $"{Core}/configmaps?limit=2&continue=abc&resourceVersion=1&resourceVersionMatch=Exact"),
        new("GET", $"{Core}/pods?labelSelector=a%3Db,c+in+(d,e),!f&fieldSelector=spec.nodeName%3Dx,status.phase!%3DRunning"),
        new("GET", $"{Core}/pods?watch=true&timeoutSeconds=1&allowWatchBookmarks=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan"),
        new("GET", $"{Core}/configmaps/target?pretty=1&resourceVersion=0"),
        new("GET", "/apis/apps/v1/watch/namespaces/hostile/deployments/target?timeoutSeconds=1"),
        new("GET", "/api/v1/namespaces/hostile/pods/none/log?container=c&tailLines=5&sinceSeconds=10&timestamps=true"),
        new("GET", "/api/v1/namespaces/hostile/services/http:none:80/proxy/a/b?c=d"),
        new("GET", "/openapi/v3/apis/apps/v1?hash=ABC"),
        new("GET", "/readyz/ping?verbose=1&exclude=log"),
        new("DELETE", $"{Core}/events?labelSelector=a%3Db&propagationPolicy=Orphan&gracePeriodSeconds=1&orphanDependents=true"),
    ];

    /// <summary>The same objects in protobuf, as the server itself writes them.</summary>
    public static async Task<IReadOnlyList<Message>> BinariesAsync(HttpClient client, Uri server)
    {
        var found = new List<Message>();
        foreach (var (path, collection) in new[] { ($"{Core}/configmaps/target", $"{Core}/configmaps"), ($"{Apps}/deployments/target", $"{Apps}/deployments") })
        {
            using var request = new Message("GET", path).ToRequest(server);
            request.Headers.Accept.ParseAdd(Protobuf);
            using var answer = await client.SendAsync(request);
            var bytes = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
            found.Add(new Message("PUT", path, Protobuf, bytes));
            found.Add(new Message("POST", collection, Protobuf, bytes));
        }
        return found;
    }

    private static Message Json(string method, string path, string body) => new(method, path, "application/json", Encoding.UTF8.GetBytes(body));

    private static Message Patch(string type, string path, string body) => new("PATCH", path, "application/" + type, Encoding.UTF8.GetBytes(body));
}
