using Kube.ApiServer.Errors;
using Kube.ApiServer.Patching.FieldOwnership.Values;
using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.ApiServer.Patching.FieldOwnership;

/// <summary>What must hold of a configuration before it can be applied.</summary>
internal static class AppliedConfiguration
{
    /// <exception cref="StatusException">It is of another kind, brings managedFields, or does not fit its schema.</exception>
    public static void Check(JsonMap applied, KindSchema kind)
    {
        if (applied.String("apiVersion") != kind.ApiVersion || applied.String("kind") != kind.Kind)
        {
            throw StatusException.BadRequest($"invalid object type: {GroupVersionKind(applied.String("apiVersion") ?? "", applied.String("kind") ?? "")}");
        }
        if (applied.Map("metadata")?["managedFields"] is not null) throw StatusException.BadRequest("metadata.managedFields must be nil");
        var errors = SchemaErrors.Of(applied, kind.Type);
        if (errors.Count == 0) return;
        var metadata = applied.Map("metadata");
        var what = $"{metadata?.String("namespace")}/{metadata?.String("name")}; {GroupVersionKind(kind.ApiVersion, kind.Kind)}";
        var text = errors is [var only] ? only : string.Join("\n", errors.Select(error => $"  {error}").Prepend("errors:"));
        throw StatusException.Plain($"failed to create typed patch object ({what}): {text}");
    }

    /// <summary>As Go prints it: "apps/v1, Kind=Deployment", "/v1, Kind=Pod".</summary>
    private static string GroupVersionKind(string apiVersion, string kind) => $"{(apiVersion.Contains('/') ? "" : "/")}{apiVersion}, Kind={kind}";
}
