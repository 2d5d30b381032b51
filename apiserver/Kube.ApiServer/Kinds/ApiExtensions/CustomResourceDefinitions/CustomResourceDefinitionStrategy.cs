using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.ApiExtensions.CustomResourceDefinitions;

/// <summary>Rules of definitions of custom resources: <c>k8s.io/apiextensions-apiserver</c>.</summary>
internal sealed class CustomResourceDefinitionStrategy : KindStrategy
{
    private const long HttpsPort = 443;

    public override bool HasStatus => true;

    public override bool TracksGeneration => true;

    public override void SetDefaults(JsonMap obj)
    {
        var spec = obj.GetOrAddMap("spec");
        var names = spec.GetOrAddMap("names");
        if (names.Text("singular").Length == 0) names["singular"] = names.Text("kind").ToLowerInvariant();
        if (names.Text("listKind").Length == 0 && names.Text("kind").Length > 0) names["listKind"] = names.Text("kind") + "List";
        spec.Default("conversion", new JsonMap(1) { ["strategy"] = "None" });
        spec.Part("conversion").Part("webhook").Part("clientConfig").Map("service")?.Default("port", HttpsPort);
    }

    public override void PrepareForCreate(JsonMap obj, WriteContext context) => obj["status"] = new JsonMap(1) { ["storedVersions"] = StorageVersions(obj, []) };

    public override void PrepareForUpdate(JsonMap obj, JsonMap old, WriteContext context) =>
        obj.GetOrAddMap("status")["storedVersions"] = StorageVersions(obj, old.Status().Strings("storedVersions"));

    public override void Validate(JsonMap obj, FieldErrors errors) => CustomResourceDefinitionValidation.Validate(obj, errors);

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors) => CustomResourceDefinitionValidation.ValidateUpdate(obj, old, errors);

    private static JsonList StorageVersions(JsonMap obj, IReadOnlyList<string> known) =>
        new(known.Concat(obj.Spec().Maps("versions").Where(version => version.IsTrue("storage")).Select(version => version.Text("name"))).Distinct());
}
