using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Defaults;

/// <summary>SetDefaults_Container and what hangs below a container.</summary>
internal static class ContainerDefaults
{
    private static readonly string[] Probes = ["livenessProbe", "readinessProbe", "startupProbe"];
    private static readonly string[] Hooks = ["postStart", "preStop"];

    public static void Set(JsonMap container)
    {
        if (container.Text("imagePullPolicy").Length == 0) container["imagePullPolicy"] = ImagePullPolicy.For(container.Text("image"));
        if (container.Text("terminationMessagePath").Length == 0) container["terminationMessagePath"] = "/dev/termination-log";
        if (container.Text("terminationMessagePolicy").Length == 0) container["terminationMessagePolicy"] = "File";
        container.Default("resources", new JsonMap());
        foreach (var port in container.Maps("ports"))
        {
            if (port.Text("protocol").Length == 0) port["protocol"] = "TCP";
        }
        foreach (var variable in container.Maps("env")) FieldRefDefaults.Set(variable.Map("valueFrom"));
        foreach (var probe in Probes) ProbeDefaults.Set(container.Map(probe));
        foreach (var hook in Hooks) ProbeDefaults.SetHandler(container.Map("lifecycle")?.Map(hook));
    }
}
