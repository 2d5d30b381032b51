using System.Reflection;

namespace Kube.Kubelet;

internal static class KubeletVersion
{
    /// <summary>The Kubernetes release whose kubelet this is, as nodes show it.</summary>
    public static string Text { get; } =
        $"v{typeof(KubeletVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion}";
}
