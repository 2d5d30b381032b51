using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.FlowControl.PriorityLevels;

/// <summary>Rules of priority levels; the levels exempt and catch-all are the server's own.</summary>
internal sealed class PriorityLevelConfigurationStrategy : KindStrategy
{
    private const long UsualShares = 30;

    private static readonly FieldPath Spec = FieldPath.Of("spec");
    private static readonly string[] LimitTypes = ["Queue", "Reject"];

    public override bool HasStatus => true;

    public override bool TracksGeneration => true;

    public override void SetDefaults(JsonMap obj)
    {
        var spec = obj.GetOrAddMap("spec");
        if (spec.Map("exempt") is { } exempt)
        {
            exempt.Default("nominalConcurrencyShares", 0L);
            exempt.Default("lendablePercent", 0L);
        }
        if (spec.Map("limited") is not { } limited) return;
        limited.Default("nominalConcurrencyShares", UsualShares);
        limited.Default("lendablePercent", 0L);
        if (limited.Part("limitResponse").Map("queuing") is not { } queuing) return;
        Fill(queuing, "handSize", 8);
        Fill(queuing, "queues", 64);
        Fill(queuing, "queueLengthLimit", 50);
    }

    public override void Validate(JsonMap obj, FieldErrors errors)
    {
        var spec = obj.Spec();
        switch (spec.Text("type"))
        {
            case "Exempt":
                if (spec.Has("limited")) errors.Forbidden(Spec.Child("limited"), "must be nil if the type is not Limited");
                break;
            case "Limited" when spec.Map("limited") is { } limited:
                errors.NonNegative(Spec.Child("limited"), limited, "nominalConcurrencyShares");
                errors.OneOf(Spec.Child("limited", "limitResponse"), limited.Part("limitResponse"), "type", LimitTypes, required: true);
                break;
            case "Limited":
                errors.Required(Spec.Child("limited"), "must not be empty when type is Limited");
                break;
            case var other:
                errors.NotSupported(Spec.Child("type"), other, "Exempt", "Limited");
                break;
        }
    }

    private static void Fill(JsonMap holder, string field, long value)
    {
        if (holder.Number(field) == 0) holder[field] = value;
    }
}
