using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Tables;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.DynamicResources.ResourceClaimTemplates;

internal static class ResourceClaimTemplateKind
{
    public static Resource Resource { get; } = new()
    {
        Group = DeviceRequests.Group,
        Kind = "ResourceClaimTemplate",
        Plural = "resourceclaimtemplates",
        Type = Types.Of(DeviceRequests.Group, "v1", "ResourceClaimTemplate"),
        Strategy = new ResourceClaimTemplateStrategy(),
        ReturnsDeleted = true,
        Table = new TableLayout([TableLayout.NameColumn, TableLayout.AgeColumn], template => [template.Name(), TableLayout.Age(template)]),
    };

    private sealed class ResourceClaimTemplateStrategy : KindStrategy
    {
        private static readonly FieldPath Spec = FieldPath.Of("spec");

        public override void SetDefaults(JsonMap obj) => DeviceRequests.SetDefaults(obj.Spec().Spec());

        public override void Validate(JsonMap obj, FieldErrors errors)
        {
            errors.Labels(Spec.Child("metadata", "labels"), obj.Spec().Metadata().Map("labels"));
            errors.Annotations(Spec.Child("metadata", "annotations"), obj.Spec().Metadata().Map("annotations"));
            DeviceRequests.Validate(obj.Spec().Spec(), errors, Spec.Child("spec"));
        }

        public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
        {
            if (!Semantic.Equal(obj.Spec(), old.Spec())) errors.Invalid(Spec, obj.Spec(), FieldRules.Immutable);
        }
    }
}
