using Kube.ApiServer.Kinds;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.Quotas;

/// <summary>What may be used only where a quota is for it: an entry of ResourceQuotaConfiguration.</summary>
internal sealed record LimitedResource(string Group, string Resource, IReadOnlyList<string> MatchContains, IReadOnlyList<QuotaScope> MatchScopes)
{
    public static LimitedResource Of(JsonMap entry) =>
        new(entry.Text("apiGroup"), entry.Text("resource"), entry.Strings("matchContains"), [.. QuotaScope.Selected(entry.Maps("matchScopes"))]);
}
