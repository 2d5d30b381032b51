using Kube.ApiServer.Http;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Audit.Events;

/// <summary>
/// What an event tells of objects sent and answered: all of them, but for managed fields where the policy says so, and for the tokens in TokenReviews
/// and TokenRequests, which are good for whoever reads them. Whether Secrets are told is for the policy, as upstream.
/// </summary>
internal readonly struct AuditedObject(RequestInfo request, bool omitManagedFields)
{
    private readonly bool _holdsToken = request is { Group: "authentication.k8s.io", Resource: "tokenreviews" } or { Group: "", Resource: "serviceaccounts", Subresource: "token" };

    public ReadOnlyMemory<byte> Of(JsonMap obj) => JsonWriter.ToBytes(IsWhole ? obj : Reduced(obj.DeepClone()));

    /// <param name="json">On one line.</param>
    public ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> json) => IsWhole || JsonReader.Read(json.Span) is not JsonMap obj ? json : JsonWriter.ToBytes(Reduced(obj));

    private bool IsWhole => !omitManagedFields && !_holdsToken;

    private JsonMap Reduced(JsonMap obj)
    {
        if (_holdsToken)
        {
            obj.Map("spec")?.Remove("token");
            obj.Map("status")?.Remove("token");
        }
        if (!omitManagedFields) return obj;
        WithoutManagedFields(obj);
        foreach (var item in obj.Maps("items")) WithoutManagedFields(item);
        foreach (var row in obj.Maps("rows")) WithoutManagedFields(row.Map("object"));
        return obj;
    }

    private static void WithoutManagedFields(JsonMap? obj) => obj?.Map("metadata")?.Remove("managedFields");
}
