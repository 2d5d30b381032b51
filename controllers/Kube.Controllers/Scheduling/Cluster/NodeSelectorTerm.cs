using k8s.Models;
using Kube.Machinery.Selectors;

namespace Kube.Controllers.Scheduling.Cluster;

/// <summary>One term of a node selector: all its conditions on labels and on <c>metadata.name</c>. A term without any matches nothing.</summary>
internal sealed class NodeSelectorTerm(V1NodeSelectorTerm term)
{
    private const string NameField = "metadata.name";

    private readonly Requirement[] _labels = [.. (term.MatchExpressions ?? []).Select(ToRequirement)];
    private readonly V1NodeSelectorRequirement[] _names = [.. (term.MatchFields ?? []).Where(field => field.Key == NameField)];

    public bool Matches(V1Node node)
    {
        if (_labels.Length == 0 && _names.Length == 0)
            return false;
        foreach (var requirement in _labels)
        {
            string? value = null;
            node.Metadata.Labels?.TryGetValue(requirement.Key, out value);
            if (!requirement.Matches(value))
                return false;
        }
        return _names.All(field => (field.Values ?? []).Contains(node.Metadata.Name) == (field.OperatorProperty == "In"));
    }

    /// <summary>The only names a node may have to match; null when the term does not ask for names.</summary>
    public HashSet<string>? Names()
        => _names.Where(field => field.OperatorProperty == "In")
            .Select(field => (field.Values ?? []).ToHashSet())
            .Aggregate((HashSet<string>?)null, (all, names) => all is null ? names : [.. all.Intersect(names)]);

    private static Requirement ToRequirement(V1NodeSelectorRequirement expression) => new(
        expression.Key,
        expression.OperatorProperty switch
        {
            "In" => SelectorOperator.In,
            "NotIn" => SelectorOperator.NotIn,
            "Exists" => SelectorOperator.Exists,
            "DoesNotExist" => SelectorOperator.DoesNotExist,
            "Gt" => SelectorOperator.GreaterThan,
            "Lt" => SelectorOperator.LessThan,
            var other => throw new SelectorException($"\"{other}\" is not a valid node selector operator"),
        },
        expression.Values ?? []);
}
