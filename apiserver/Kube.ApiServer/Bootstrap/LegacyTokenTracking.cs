using System.Globalization;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Core.ConfigMaps;
using Kube.ApiServer.Registry;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Bootstrap;

/// <summary>
/// The ConfigMap that tells since when the use of tokens kept in secrets is noted on them: upstream's
/// <c>pkg/controlplane/controller/legacytokentracking</c>.
/// </summary>
internal static class LegacyTokenTracking
{
    private const string Space = "kube-system";
    private const string Name = "kube-apiserver-legacy-service-account-token-tracking";
    private const string DateFormat = "yyyy-MM-dd";

    public static async Task EnsureAsync(ResourceRegistry registry, CancellationToken cancellation)
    {
        var today = registry.Time.GetUtcNow().ToString(DateFormat, CultureInfo.InvariantCulture);
        if (await registry.FindAsync(ConfigMapKind.Resource, Space, Name, cancellation) is not { } current)
        {
            var made = new JsonMap { ["metadata"] = new JsonMap { ["name"] = Name, ["namespace"] = Space }, ["data"] = new JsonMap { ["since"] = today } };
            await registry.CreateUnlessThereAsync(ConfigMapKind.Resource, Space, made, cancellation);
        }
        else if (!IsPast(current.Part("data").Text("since"), today))
        {
            await registry.ChangeAsync(ConfigMapKind.Resource, Space, Name, newest => newest["data"] = new JsonMap { ["since"] = today }, cancellation);
        }
    }

    private static bool IsPast(string since, string today) =>
        DateOnly.TryParseExact(since, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) && string.CompareOrdinal(since, today) <= 0;
}
