using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

/// <summary>The volumes of a pod; those without errors are what mounts may name.</summary>
internal static class VolumesValidation
{
    public static void Validate(PodSpecScope scope, FieldPath at)
    {
        if (scope.Spec.CountOf("volumes") == 0) return;
        var volumes = scope.Spec.Maps("volumes").ToList();
        var created = scope.PodName.Length == 0 ? [] : volumes.Where(volume => volume.Has("ephemeral")).Select(volume => ClaimName(scope, volume)).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < volumes.Count; i++)
        {
            var (volume, here, before) = (volumes[i], at.Index(i), scope.Errors.Count);
            ValidateSource(volume, scope, here);
            ValidateName(volume, scope, here.Child("name"));
            if (scope.Errors.Count == before) scope.Volumes[volume.Text("name")] = volume;
            if (volume.Map("persistentVolumeClaim")?.Text("claimName") is { } claim && created.Contains(claim))
                scope.Errors.Invalid(here.Child("persistentVolumeClaim", "claimName"), claim, "must not reference a PVC that gets created for an ephemeral volume");
        }
    }

    private static void ValidateName(JsonMap volume, PodSpecScope scope, FieldPath at)
    {
        var name = volume.Text("name");
        if (name.Length == 0) scope.Errors.Required(at);
        else scope.Errors.DnsLabel(at, name);
        if (scope.Volumes.ContainsKey(name)) scope.Errors.Duplicate(at, name);
    }

    private static void ValidateSource(JsonMap volume, PodSpecScope scope, FieldPath at)
    {
        var errors = scope.Errors;
        var found = 0;
        foreach (var source in VolumeSources.OfPods)
        {
            if (volume.Map(source.Name) is not { } value) continue;
            if (++found > 1) errors.Forbidden(at.Child(source.Name), "may not specify more than 1 volume type");
            else source.Validate?.Invoke(value, errors, at.Child(source.Path ?? source.Name));
        }
        if (found == 0) errors.Required(at, "must specify a volume type");
        if (volume.Has("ephemeral") && scope.PodName.Length > 0 && volume.Text("name").Length > 0)
        {
            foreach (var message in NameRules.DnsSubdomain(ClaimName(scope, volume), isPrefix: false))
                errors.Invalid(at.Child("name"), volume.Text("name"), $"PVC name \"{ClaimName(scope, volume)}\": {message}");
        }
    }

    private static string ClaimName(PodSpecScope scope, JsonMap volume) => $"{scope.PodName}-{volume.Text("name")}";
}
