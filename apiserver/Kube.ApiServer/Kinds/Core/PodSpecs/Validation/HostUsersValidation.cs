using Kube.ApiServer.Validation;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

/// <summary>A pod with users of its own may not share the node's other namespaces.</summary>
internal static class HostUsersValidation
{
    private static readonly (string Field, string Shown)[] Shared = [("hostNetwork", "hostNetwork"), ("hostPID", "HostPID"), ("hostIPC", "HostIPC")];

    public static void Validate(PodSpecScope scope, FieldPath at)
    {
        if (scope.HostUsers) return;
        foreach (var (field, shown) in Shared)
        {
            if (scope.Spec.IsTrue(field)) scope.Errors.Forbidden(at.Child(shown), "when `pod.Spec.HostUsers` is false");
        }
    }
}
