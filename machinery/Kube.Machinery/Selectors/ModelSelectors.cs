using k8s.Models;
using Kube.Machinery.Validation;

namespace Kube.Machinery.Selectors;

public static class ModelSelectors
{
    /// <summary>A <c>metav1.LabelSelector</c> as a selector: an absent one matches nothing, an empty one everything.</summary>
    /// <exception cref="SelectorException">An expression is invalid.</exception>
    public static LabelSelector ToSelector(this V1LabelSelector? selector)
    {
        if (selector is null)
            return LabelSelector.Nothing;
        var labels = selector.MatchLabels ?? new Dictionary<string, string>();
        return LabelSelector.Of(
        [
            .. labels.Select(label => new Requirement(label.Key, SelectorOperator.Equals, label.Value)),
            .. (selector.MatchExpressions ?? []).Select(ToRequirement),
        ]);
    }

    private static Requirement ToRequirement(V1LabelSelectorRequirement expression)
    {
        var @operator = expression.OperatorProperty switch
        {
            "In" => SelectorOperator.In,
            "NotIn" => SelectorOperator.NotIn,
            "Exists" => SelectorOperator.Exists,
            "DoesNotExist" => SelectorOperator.DoesNotExist,
            var other => throw new SelectorException($"{ValidationMessages.Quote(other)} is not a valid label selector operator"),
        };
        return new Requirement(expression.Key, @operator, expression.Values ?? []);
    }
}
