using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Printing;

/// <summary>Access modes as tables abbreviate them: <c>GetAccessModesAsString</c>.</summary>
internal static class AccessModes
{
    private static readonly (string Mode, string Short)[] Known =
        [("ReadWriteOnce", "RWO"), ("ReadOnlyMany", "ROX"), ("ReadWriteMany", "RWX"), ("ReadWriteOncePod", "RWOP")];

    public static string Format(JsonMap holder) =>
        string.Join(',', Known.Where(known => holder.Strings("accessModes").Contains(known.Mode)).Select(known => known.Short));
}
