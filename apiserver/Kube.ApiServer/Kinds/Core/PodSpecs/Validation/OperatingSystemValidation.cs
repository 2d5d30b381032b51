using Kube.ApiServer.Kinds.Core.PodSpecs.Defaults;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

/// <summary>Once a pod names its operating system, it may not set what only the other knows.</summary>
internal static class OperatingSystemValidation
{
    private const string NotOnWindows = "cannot be set for a windows pod";
    private const string NotOnLinux = "windows options cannot be set for a linux pod";

    private static readonly string[] Names = ["linux", "windows"];
    private static readonly string[] LinuxSpec = ["hostUsers", "hostPID", "hostIPC", "shareProcessNamespace"];

    private static readonly string[] LinuxPodContext =
    [
        "appArmorProfile", "seLinuxOptions", "seccompProfile", "fsGroup", "fsGroupChangePolicy", "sysctls", "runAsUser", "runAsGroup",
        "supplementalGroups", "supplementalGroupsPolicy", "seLinuxChangePolicy",
    ];

    private static readonly string[] LinuxContext =
    [
        "appArmorProfile", "seLinuxOptions", "seccompProfile", "capabilities", "readOnlyRootFilesystem", "privileged",
        "allowPrivilegeEscalation", "procMount", "runAsUser", "runAsGroup",
    ];

    public static void Validate(PodSpecScope scope, FieldPath at)
    {
        if (scope.Spec.Map("os") is not { } os) return;
        switch (os.Text("name"))
        {
            case "":
                scope.Errors.Required(at.Child("os", "name"), "cannot be empty");
                break;
            case "linux":
                Refuse(["windowsOptions"], scope.SecurityContext, NotOnLinux, scope.Errors, at.Child("securityContext"));
                RefuseInContainers(["windowsOptions"], NotOnLinux, scope, at);
                break;
            case "windows":
                Refuse(LinuxSpec, scope.Spec, NotOnWindows, scope.Errors, at);
                Refuse(LinuxPodContext, scope.SecurityContext, NotOnWindows, scope.Errors, at.Child("securityContext"));
                RefuseInContainers(LinuxContext, NotOnWindows, scope, at);
                break;
            case var other:
                scope.Errors.NotSupported(at.Child("os"), other, Names);
                break;
        }
    }

    private static void RefuseInContainers(string[] fields, string why, PodSpecScope scope, FieldPath at)
    {
        foreach (var list in PodSpecDefaults.ContainerLists)
        {
            var index = 0;
            foreach (var container in scope.Spec.Maps(list))
                Refuse(fields, container.Part("securityContext"), why, scope.Errors, at.Child(list).Index(index++).Child("securityContext"));
        }
    }

    private static void Refuse(string[] fields, JsonMap holder, string why, FieldErrors errors, FieldPath at)
    {
        foreach (var field in fields)
        {
            if (holder[field] is not (null or false)) errors.Forbidden(at.Child(field), why);
        }
    }
}
