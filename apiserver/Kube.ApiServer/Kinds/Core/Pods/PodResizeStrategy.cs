using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Pods;

/// <summary>Changes the cpu and memory of containers while they run.</summary>
internal sealed class PodResizeStrategy(KindStrategy main) : KindStrategy
{
    private static readonly string[] Resizable = ["resources", "resizePolicy"];

    public override bool TracksGeneration => true;

    public override void SetDefaults(JsonMap obj) => main.SetDefaults(obj);

    public override void PrepareForUpdate(JsonMap obj, JsonMap old, WriteContext context) => PodParts.KeepAllBut(obj, old, spec =>
    {
        foreach (var list in (ReadOnlySpan<string>)["containers", "initContainers"])
        {
            var asked = obj.Spec().Maps(list).ToLookup(container => container.Text("name"));
            foreach (var container in spec.Maps(list))
            {
                if (asked[container.Text("name")].FirstOrDefault() is not { } wish) continue;
                foreach (var field in Resizable) container.CopyField(field, wish);
            }
        }
    });

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors) => PodResizeValidation.Validate(obj, old, errors);
}
