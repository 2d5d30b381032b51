using Kube.ApiServer.Kinds.Rules;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Autoscaling.HorizontalPodAutoscalersV1;

/// <summary>Metrics of v2 as the v1 annotations have them, and back: MetricSpec and MetricStatus of both versions.</summary>
internal static class MetricConversion
{
    private static readonly string[] Sources = ["object", "pods", "resource", "containerResource", "external"];

    public static JsonMap SpecFromStored(JsonMap metric) => FromStored(metric, MetricFields.Spec);

    public static JsonMap StatusFromStored(JsonMap metric) => FromStored(metric, MetricFields.Status);

    public static JsonMap SpecToStored(JsonMap metric) => ToStored(metric, MetricFields.Spec);

    public static JsonMap StatusToStored(JsonMap metric) => ToStored(metric, MetricFields.Status);

    private static JsonMap FromStored(JsonMap metric, MetricFields fields)
    {
        var converted = new JsonMap(2) { ["type"] = metric.Text("type") };
        foreach (var source in Sources)
        {
            if (metric.Map(source) is { } given) converted[source] = SourceFromStored(source, given, fields);
        }
        return converted;
    }

    private static JsonMap SourceFromStored(string source, JsonMap given, MetricFields fields)
    {
        var (values, identifier) = (given.Part(fields.Values), given.Part("metric"));
        var converted = new JsonMap(5);
        void Copy(string to, object? value, bool always = false)
        {
            if (value is not null) converted[to] = value;
            else if (always || fields.Always.Contains((source, to))) converted[to] = "0";
        }
        switch (source)
        {
            case "object":
                converted["target"] = given["describedObject"];
                converted["metricName"] = identifier.Text("name");
                Copy(fields.Value, values["value"]);
                Copy("selector", identifier["selector"]);
                Copy("averageValue", values["averageValue"]);
                break;
            case "pods":
                converted["metricName"] = identifier.Text("name");
                Copy(fields.AverageValue, values["averageValue"]);
                Copy("selector", identifier["selector"]);
                break;
            case "external":
                converted["metricName"] = identifier.Text("name");
                Copy("metricSelector", identifier["selector"]);
                Copy(fields.Value, values["value"]);
                Copy(fields.AverageValue, values["averageValue"]);
                break;
            default:
                converted["name"] = given.Text("name");
                Copy(fields.AverageUtilization, values["averageUtilization"]);
                Copy(fields.AverageValue, values["averageValue"]);
                Copy("container", given["container"]);
                break;
        }
        return converted;
    }

    private static JsonMap ToStored(JsonMap metric, MetricFields fields)
    {
        var converted = new JsonMap(2) { ["type"] = metric.Text("type") };
        foreach (var source in Sources)
        {
            if (metric.Map(source) is { } given) converted[source] = SourceToStored(source, given, fields);
        }
        return converted;
    }

    private static JsonMap SourceToStored(string source, JsonMap given, MetricFields fields)
    {
        var converted = new JsonMap(3);
        switch (source)
        {
            case "object":
                converted["describedObject"] = given["target"];
                // A value of 0 beside an average is one that v1 could not leave out.
                var value = given.Has("averageValue") && given.Amount(fields.Value) is null or { Sign: 0 } ? null : given[fields.Value];
                converted[fields.Values] = Values(fields, given.Has("averageValue") ? "AverageValue" : "Value", value, given["averageValue"], null);
                converted["metric"] = Identifier(given, "selector");
                break;
            case "pods":
                converted["metric"] = Identifier(given, "selector");
                converted[fields.Values] = Values(fields, "AverageValue", null, given[fields.AverageValue], null);
                break;
            case "external":
                converted["metric"] = Identifier(given, "metricSelector");
                converted[fields.Values] = Values(fields, given.Has(fields.Value) ? "Value" : "AverageValue", given[fields.Value], given[fields.AverageValue], null);
                break;
            default:
                converted["name"] = given.Text("name");
                if (given.Has("container")) converted["container"] = given["container"];
                var utilization = given[fields.AverageUtilization];
                converted[fields.Values] = Values(fields, utilization is null ? "AverageValue" : "Utilization", null, given[fields.AverageValue], utilization);
                break;
        }
        return converted;
    }

    private static JsonMap Values(MetricFields fields, string type, object? value, object? averageValue, object? averageUtilization)
    {
        var values = new JsonMap(4);
        if (fields == MetricFields.Spec) values["type"] = type;
        if (value is not null) values["value"] = value;
        if (averageValue is not null) values["averageValue"] = averageValue;
        if (averageUtilization is not null) values["averageUtilization"] = averageUtilization;
        return values;
    }

    private static JsonMap Identifier(JsonMap given, string selector)
    {
        var identifier = new JsonMap(2) { ["name"] = given.Text("metricName") };
        if (given.Has(selector)) identifier["selector"] = given[selector];
        return identifier;
    }
}
