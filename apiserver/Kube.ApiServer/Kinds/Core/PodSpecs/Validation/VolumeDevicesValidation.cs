using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

/// <summary>Raw block devices.</summary>
internal static class VolumeDevicesValidation
{
    public static void Validate(JsonMap container, PodSpecScope scope, FieldPath at)
    {
        var errors = scope.Errors;
        var names = new HashSet<string>(StringComparer.Ordinal);
        var paths = new HashSet<string>(StringComparer.Ordinal);
        var mounts = container.Maps("volumeMounts").ToList();
        var index = 0;
        foreach (var device in container.Maps("volumeDevices"))
        {
            var here = at.Index(index++);
            var (name, path) = (device.Text("name"), device.Text("devicePath"));
            if (name.Length == 0) errors.Required(here.Child("name"));
            else if (!names.Add(name)) errors.Invalid(here.Child("name"), name, "must be unique");
            if (!scope.Volumes.TryGetValue(name, out var volume)) errors.NotFound(here.Child("name"), name);
            else if (!volume.Has("persistentVolumeClaim") && !volume.Has("ephemeral"))
                errors.Invalid(here.Child("name"), name, "can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode");
            if (path.Length == 0) errors.Required(here.Child("devicePath"));
            if (paths.Contains(path)) errors.Invalid(here.Child("devicePath"), path, "must be unique");
            if (path.Split('/').Contains("..")) errors.Invalid(here.Child("devicePath"), path, "can not contain backsteps ('..')");
            else paths.Add(path);
            if (mounts.Exists(mount => mount.Text("name") == name)) errors.Invalid(here.Child("name"), name, "must not already exist in volumeMounts");
            if (mounts.Exists(mount => mount.Text("mountPath") == path))
                errors.Invalid(here.Child("devicePath"), path, "must not already exist as a path in volumeMounts");
        }
    }
}
