using Kube.ApiServer.Kinds.Core.PodSpecs;
using Kube.ApiServer.Kinds.Core.PodSpecs.Defaults;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodTemplates;

internal sealed class PodTemplateStrategy : KindStrategy
{
    public override bool TracksGeneration => true;

    public override void SetDefaults(JsonMap obj) => PodSpecDefaults.SetIn(obj.GetOrAddMap("template"));

    public override void Validate(JsonMap obj, FieldErrors errors) => PodTemplateValidation.Validate(obj.Part("template"), errors, FieldPath.Of("template"));
}
