using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Nodes;

/// <summary>The kubelet's report; labels and annotations may come with it.</summary>
internal sealed class NodeStatusStrategy(KindStrategy main) : StatusStrategy(main)
{
    protected override bool MetadataMayChange => true;

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors) => NodeValidation.ValidateUpdate(obj, old, errors);
}
