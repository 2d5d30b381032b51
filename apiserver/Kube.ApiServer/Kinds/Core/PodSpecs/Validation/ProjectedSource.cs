using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

/// <summary>Several sources in one directory, where no file may be written twice.</summary>
internal static class ProjectedSource
{
    private const long MinTokenSeconds = 10 * 60;
    private const long MaxTokenSeconds = 1L << 32;

    public static void Validate(JsonMap projection, FieldErrors errors, FieldPath at)
    {
        FileVolumeSources.Mode(projection, "defaultMode", errors, at);
        var paths = new HashSet<string>(StringComparer.Ordinal);
        var index = 0;
        foreach (var source in projection.Maps("sources"))
        {
            var here = at.Child("sources").Index(index++);
            foreach (var kind in (ReadOnlySpan<string>)["secret", "configMap"])
            {
                if (source.Map(kind) is not { } keys) continue;
                errors.Required(here.Child(kind), keys, "name");
                FileVolumeSources.KeysToPaths(keys, errors, here.Child(kind, "items"));
                foreach (var item in keys.Maps("items")) Claim(item, keys.Text("name"), paths, errors, at);
            }
            foreach (var file in source.Map("downwardAPI")?.Maps("items") ?? [])
            {
                FileVolumeSources.DownwardFile(file, errors, here.Child("downwardAPI"));
                Claim(file, file.Text("path"), paths, errors, at);
            }
            if (source.Map("serviceAccountToken") is { } token) ValidateToken(token, errors, at, here.Child("serviceAccountToken"));
            if (source.Map("clusterTrustBundle") is { } bundle) ValidateTrustBundle(bundle, paths, errors, at, here.Child("clusterTrustBundle"));
            if (source.Count(entry => entry.Value is JsonMap) > 1) errors.Forbidden(here, "may not specify more than 1 volume type per source");
        }
    }

    private static void Claim(JsonMap file, string shown, HashSet<string> paths, FieldErrors errors, FieldPath at)
    {
        if (file.Text("path") is { Length: > 0 } path && !paths.Add(path)) errors.Invalid(at, shown, "conflicting duplicate paths");
    }

    private static void ValidateToken(JsonMap token, FieldErrors errors, FieldPath volume, FieldPath at)
    {
        var seconds = token.Number("expirationSeconds");
        if (seconds < MinTokenSeconds) errors.Invalid(at.Child("expirationSeconds"), seconds, "may not specify a duration less than 10 minutes");
        if (seconds > MaxTokenSeconds) errors.Invalid(at.Child("expirationSeconds"), seconds, "may not specify a duration larger than 2^32 seconds");
        if (token.Text("path").Length == 0) errors.Required(volume.Child("path"));
        else errors.LocalPath(volume.Child("path"), token.Text("path"));
    }

    private static void ValidateTrustBundle(JsonMap bundle, HashSet<string> paths, FieldErrors errors, FieldPath volume, FieldPath at)
    {
        if (bundle.Has("name") && bundle.Has("signerName")) errors.Invalid(at, bundle, "only one of name and signerName may be used");
        else if (bundle.Has("name"))
        {
            if (bundle.Text("name").Length == 0) errors.Required(at.Child("name"), "must be a valid object name");
            if (bundle.Has("labelSelector")) errors.Invalid(at.Child("labelSelector"), bundle["labelSelector"], "labelSelector must be unset if name is specified");
        }
        else if (bundle.Has("signerName"))
        {
            if (bundle.Text("signerName").Length == 0) errors.Required(at.Child("signerName"), "must be a valid signer name");
            errors.Selector(at.Child("labelSelector"), bundle.Map("labelSelector"));
        }
        else errors.Required(at, "either name or signerName must be specified");
        errors.Required(at, bundle, "path");
        errors.LocalPath(at.Child("path"), bundle.Text("path"));
        Claim(bundle, bundle.Text("path"), paths, errors, volume);
    }
}
