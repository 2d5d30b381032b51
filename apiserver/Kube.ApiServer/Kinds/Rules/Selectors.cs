using Kube.Machinery.Selectors;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Rules;

/// <summary>Selectors as they stand in objects, made into ones that match.</summary>
internal static class Selectors
{
    /// <summary>A meta/v1 LabelSelector: none matches nothing, an empty one everything.</summary>
    /// <exception cref="SelectorException">A requirement is not valid.</exception>
    public static LabelSelector Of(JsonMap? selector)
    {
        if (selector is null) return LabelSelector.Nothing;
        var expressions = selector.Maps("matchExpressions").Select(Requirement);
        return LabelSelector.Of(OfMap(selector.Map("matchLabels")).Concat(expressions));
    }

    /// <summary>A meta/v1 LabelSelectorRequirement.</summary>
    /// <exception cref="SelectorException">It is not valid.</exception>
    public static Requirement Requirement(JsonMap requirement) => new(requirement.Text("key"), Operator(requirement.Text("operator")), requirement.Strings("values"));

    /// <summary>A plain map of labels, as in a Service; none matches everything.</summary>
    public static LabelSelector OfLabels(JsonMap? labels) => LabelSelector.Of(OfMap(labels));

    /// <summary>As <c>metav1.FormatLabelSelector</c> prints it in tables.</summary>
    public static string Format(JsonMap? selector)
    {
        try
        {
            return OrNone(Of(selector).ToString());
        }
        catch (SelectorException)
        {
            return "<error>";
        }
    }

    /// <summary>As <c>labels.FormatLabels</c> prints a map in tables.</summary>
    public static string FormatLabels(JsonMap? labels) =>
        OrNone(string.Join(',', (labels ?? []).OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}")));

    private static string OrNone(string text) => text.Length > 0 ? text : "<none>";

    private static IEnumerable<Requirement> OfMap(JsonMap? labels) =>
        (labels ?? []).Select(label => new Requirement(label.Key, SelectorOperator.Equals, label.Value as string ?? ""));

    private static SelectorOperator Operator(string name) => name switch
    {
        "In" => SelectorOperator.In,
        "NotIn" => SelectorOperator.NotIn,
        "Exists" => SelectorOperator.Exists,
        "DoesNotExist" => SelectorOperator.DoesNotExist,
        _ => throw new SelectorException($"\"{name}\" is not a valid label selector operator"),
    };
}
