using k8s.Models;

namespace Kube.Kubelet.Pods;

/// <summary>Whether an ended container is started again: the container's own policy and rules, else the pod's policy.</summary>
internal static class RestartRule
{
    public static bool RestartsAfter(V1PodSpec pod, V1Container container, int exitCode)
    {
        foreach (var rule in container.RestartPolicyRules ?? [])
        {
            if (rule.Action == "Restart" && rule.ExitCodes is { } codes
                && (codes.Values?.Contains(exitCode) ?? false) == (codes.OperatorProperty == "In"))
                return true;
        }

        return (container.RestartPolicy ?? pod.RestartPolicy ?? "Always") switch
        {
            "Never" => false,
            "OnFailure" => exitCode != 0,
            _ => true,
        };
    }
}
