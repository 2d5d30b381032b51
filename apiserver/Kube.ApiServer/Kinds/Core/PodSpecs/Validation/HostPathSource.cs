using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

internal static class HostPathSource
{
    private static readonly string[] Types = ["", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"];

    public static void Validate(JsonMap source, FieldErrors errors, FieldPath at)
    {
        if (source.Text("path") is not { Length: > 0 } path)
        {
            errors.Required(at.Child("path"));
            return;
        }
        errors.NoBacksteps(at.Child("path"), path);
        errors.OneOf(at, source, "type", Types);
    }
}
