using System.Reflection;

namespace Kube.Machinery;

/// <summary>The Kubernetes release these programs are: the one version of all assemblies, as <c>Directory.Build.props</c> has it.</summary>
public static class KubernetesVersion
{
    private static readonly string Number = typeof(KubernetesVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public static string Major { get; } = Number.Split('.')[0];

    public static string Minor { get; } = Number.Split('.')[1];

    /// <summary>As in <c>v1.36.2</c>.</summary>
    public static string Text { get; } = $"v{Number}";
}
