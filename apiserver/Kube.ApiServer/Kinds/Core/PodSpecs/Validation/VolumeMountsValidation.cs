using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

internal static class VolumeMountsValidation
{
    private static readonly string[] Propagations = ["Bidirectional", "HostToContainer", "None"];
    private static readonly string[] RecursiveReadOnly = ["Disabled", "Enabled", "IfPossible"];

    public static void Validate(JsonMap container, PodSpecScope scope, FieldPath at)
    {
        var errors = scope.Errors;
        var paths = new HashSet<string>(StringComparer.Ordinal);
        var devices = container.Maps("volumeDevices").ToList();
        var index = 0;
        foreach (var mount in container.Maps("volumeMounts"))
        {
            var here = at.Index(index++);
            var (name, path) = (mount.Text("name"), mount.Text("mountPath"));
            if (name.Length == 0) errors.Required(here.Child("name"));
            if (!scope.Volumes.ContainsKey(name)) errors.NotFound(here.Child("name"), name);
            if (path.Length == 0) errors.Required(here.Child("mountPath"));
            if (!paths.Add(path)) errors.Invalid(here.Child("mountPath"), path, "must be unique");
            if (devices.Exists(device => device.Text("name") == name)) errors.Invalid(here.Child("name"), name, "must not already exist in volumeDevices");
            if (devices.Exists(device => device.Text("devicePath") == path))
                errors.Invalid(here.Child("mountPath"), path, "must not already exist as a path in volumeDevices");
            ValidateSubPaths(mount, errors, at, here);
            ValidatePropagation(mount, container, errors, at.Child("mountPropagation"));
            ValidateRecursiveReadOnly(mount, errors, at.Child("recursiveReadOnly"));
        }
    }

    private static void ValidateSubPaths(JsonMap mount, FieldErrors errors, FieldPath mounts, FieldPath here)
    {
        var (path, expression) = (mount.Text("subPath"), mount.Text("subPathExpr"));
        if (path.Length > 0) errors.DescendingPath(mounts.Child("subPath"), path);
        if (expression.Length == 0) return;
        if (path.Length > 0) errors.Invalid(here.Child("subPathExpr"), expression, "subPathExpr and subPath are mutually exclusive");
        errors.DescendingPath(mounts.Child("subPathExpr"), expression);
    }

    private static void ValidatePropagation(JsonMap mount, JsonMap container, FieldErrors errors, FieldPath at)
    {
        if (mount.String("mountPropagation") is not { } mode) return;
        if (!Propagations.Contains(mode)) errors.NotSupported(at, mode, Propagations);
        if (mode == "Bidirectional" && !container.Part("securityContext").IsTrue("privileged"))
            errors.Forbidden(at, "Bidirectional mount propagation is available only to privileged containers");
    }

    private static void ValidateRecursiveReadOnly(JsonMap mount, FieldErrors errors, FieldPath at)
    {
        if (mount.String("recursiveReadOnly") is not { } mode || mode == "Disabled") return;
        if (!RecursiveReadOnly.Contains(mode))
        {
            errors.NotSupported(at, mode, RecursiveReadOnly);
            return;
        }
        if (!mount.IsTrue("readOnly")) errors.Forbidden(at, "may only be specified when readOnly is true");
        if (mount.Text("mountPropagation") is not ("" or "None"))
            errors.Forbidden(at, "may only be specified when mountPropagation is None or not specified");
    }
}
