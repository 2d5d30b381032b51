using System.Globalization;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.Machinery.Quantities;
using Kube.Machinery.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.LimitRanges;

/// <summary>One item of a limit range: ValidateLimitRange.</summary>
internal static class LimitValidation
{
    private static readonly string[] Types = ["Pod", "Container", "PersistentVolumeClaim"];
    private static readonly string[] Fields = ["max", "min", "default", "defaultRequest", "maxLimitRequestRatio"];

    public static void Validate(JsonMap limit, FieldErrors errors, FieldPath at)
    {
        var type = limit.Text("type");
        ValidateType(type, errors, at.Child("type"));
        foreach (var field in Fields)
        {
            if (type == "Pod" && field is ("default" or "defaultRequest"))
            {
                if (limit.CountOf(field) > 0) errors.Forbidden(at.Child(field), "may not be specified when `type` is 'Pod'");
                continue;
            }
            foreach (var (name, _) in limit.Map(field) ?? [])
            {
                if (type is "Pod" or "Container") errors.ContainerResourceName(at.Child(field).Key(name), name);
                else errors.ResourceName(at.Child(field).Key(name), name);
            }
        }
        if (type == "PersistentVolumeClaim" && !limit.Part("min").Has("storage") && !limit.Part("max").Has("storage"))
            errors.Required(at.Child("limits"), "either minimum or maximum storage value is required, but neither was provided");
        foreach (var name in Fields.SelectMany(field => limit.Part(field).Keys).Distinct().ToList()) ValidateAmounts(limit, name, errors, at);
    }

    private static void ValidateType(string type, FieldErrors errors, FieldPath at)
    {
        var wrong = LabelNames.Key(type);
        errors.InvalidAll(at, type, wrong);
        if (wrong.Count == 0 && !type.Contains('/') && !Types.Contains(type)) errors.Invalid(at, type, "must be a standard limit type or fully qualified");
    }

    private static void ValidateAmounts(JsonMap limit, string name, FieldErrors errors, FieldPath at)
    {
        var (min, max) = (limit.Part("min").Amount(name), limit.Part("max").Amount(name));
        var (usual, request) = (limit.Part("default").Amount(name), limit.Part("defaultRequest").Amount(name));
        Ordered("min", min, "min value", max, "max value", min);
        Ordered("defaultRequest", min, "min value", request, "default request value", request);
        Ordered("defaultRequest", request, "default request value", max, "max value", request);
        Ordered("defaultRequest", request, "default request value", usual, "default limit value", request);
        Ordered("default", min, "min value", usual, "default value", min);
        Ordered("default", usual, "default value", max, "max value", max);
        if (limit.Part("maxLimitRequestRatio").Amount(name) is { } ratio) ValidateRatio(ratio, min, max, errors, at.Child("maxLimitRequestRatio").Key(name));
        if (!ResourceNames.IsOvercommitAllowed(name) && usual is not null && request is not null && usual != request)
            errors.Invalid(at.Child("defaultRequest").Key(name), request.ToString(), $"default value {usual} must equal to defaultRequest value {request} in {name}");

        void Ordered(string field, Quantity? low, string lowName, Quantity? high, string highName, Quantity? shown)
        {
            if (low is not null && high is not null && low > high)
                errors.Invalid(at.Child(field).Key(name), shown!.Value.ToString(), $"{lowName} {low} is greater than {highName} {high}");
        }
    }

    private static void ValidateRatio(Quantity ratio, Quantity? min, Quantity? max, FieldErrors errors, FieldPath at)
    {
        if (ratio < Quantity.FromValue(1)) errors.Invalid(at, ratio.ToString(), $"ratio {ratio} is less than 1");
        if (min is not { Sign: > 0 } low || max is not { } high) return;
        var most = high.ToDouble() / low.ToDouble();
        if (ratio.ToDouble() > most)
            errors.Invalid(at, ratio.ToString(), $"ratio {ratio} is greater than max/min = {most.ToString("F6", CultureInfo.InvariantCulture)}");
    }
}
