using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Tables;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.DynamicResources.ResourceClaims;

internal static class ResourceClaimKind
{
    private static readonly ResourceClaimStrategy Strategy = new();

    public static Resource Resource { get; } = new()
    {
        Group = DeviceRequests.Group,
        Kind = "ResourceClaim",
        Plural = "resourceclaims",
        Type = Types.Of(DeviceRequests.Group, "v1", "ResourceClaim"),
        Strategy = Strategy,
        ReturnsDeleted = true,
        Subresources = [new ObjectSubresource { Name = "status", Strategy = new StatusStrategy(Strategy) }],
        Table = new TableLayout(
            [TableLayout.NameColumn, new TableColumn("State", Description: "A summary of the current state (allocated, pending, reserved, etc.)."), TableLayout.AgeColumn],
            claim => [claim.Name(), State(claim), TableLayout.Age(claim)]),
    };

    private static string State(JsonMap claim)
    {
        var states = new List<string>();
        if (claim.IsBeingDeleted()) states.Add("deleted");
        if (!claim.Status().Has("allocation"))
        {
            if (!claim.IsBeingDeleted()) states.Add("pending");
        }
        else states.Add("allocated");
        if (claim.Status().CountOf("reservedFor") > 0) states.Add("reserved");
        return string.Join(',', states);
    }
}
