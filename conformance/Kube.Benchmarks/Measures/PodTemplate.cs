using System.Text;

namespace Kube.Benchmarks.Measures;

/// <summary>A pod of about 2.5 KB with every default written out, so that it can be created and put again as it is. No scheduler wants it.</summary>
internal static class PodTemplate
{
    private static readonly string Environment = string.Join(',', Enumerable.Range(0, 16).Select(i => $$"""{"name":"SETTING_{{i:d2}}","value":"value-of-setting-{{i:d2}}"}"""));

    private const string Tail = """ "resources":{"limits":{"cpu":"500m","memory":"128Mi"},"requests":{"cpu":"250m","memory":"64Mi"}},"livenessProbe":{"httpGet":{"path":"/healthz","port":8080,"scheme":"HTTP"},"initialDelaySeconds":3,"timeoutSeconds":1,"periodSeconds":10,"successThreshold":1,"failureThreshold":3},"terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File","imagePullPolicy":"IfNotPresent"}],"restartPolicy":"Always","terminationGracePeriodSeconds":30,"dnsPolicy":"ClusterFirst","serviceAccountName":"default","serviceAccount":"default","automountServiceAccountToken":false,"securityContext":{},"schedulerName":"nobody","enableServiceLinks":true,"priority":0,"preemptionPolicy":"PreemptLowerPriority","tolerations":[{"key":"node.kubernetes.io/not-ready","operator":"Exists","effect":"NoExecute","tolerationSeconds":300},{"key":"node.kubernetes.io/unreachable","operator":"Exists","effect":"NoExecute","tolerationSeconds":300}]}}""";

    public static byte[] Of(string name, string round) => Encoding.UTF8.GetBytes(
        $$$"""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"{{{name}}}","labels":{"app":"bench","tier":"backend","round":"{{{round}}}"},"annotations":{"bench.example/owner":"measured","bench.example/note":"a pod as they are in clusters"}},"spec":{"containers":[{"name":"main","image":"registry.example/team/app:1.2.3","command":["/app","--listen=:8080","--log=json"],"ports":[{"name":"http","containerPort":8080,"protocol":"TCP"}],"env":[{{{Environment}}}],{{{Tail}}}""");
}
