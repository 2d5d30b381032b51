using Kube.ApiServer.Kinds.Rules;
using Kube.Machinery.Selectors;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Authorization;

/// <summary>
/// The selectors of the request an access review asks about: upstream's <c>pkg/registry/authorization/util</c>. What cannot be read is
/// left out, which asks for more than was meant and so never allows too much; the review is told.
/// </summary>
/// <param name="Errors">What to tell, "" for nothing.</param>
internal sealed record ReviewedSelectors(FieldSelector Fields, string Errors)
{
    public static ReviewedSelectors Read(JsonMap attributes)
    {
        var (fields, fieldsIgnored) = ReadFields(attributes.Part("fieldSelector"));
        var (labels, labelsIgnored) = ReadLabels(attributes.Part("labelSelector"));
        var errors = new List<string>();
        if (fieldsIgnored) errors.Add(Ignored("fieldSelector", fields.Count > 0));
        if (labelsIgnored) errors.Add(Ignored("labelSelector", labels > 0));
        return new ReviewedSelectors(FieldSelector.Of(fields), string.Join("; ", errors));
    }

    private static string Ignored(string selector, bool partially) => $"spec.resourceAttributes.{selector} {(partially ? "partially " : "")}ignored due to parse error";

    private static (IReadOnlyList<FieldTerm> Terms, bool Ignored) ReadFields(JsonMap selector)
    {
        if (selector.CountOf("requirements") == 0) return Try(() => FieldSelector.Parse(selector.Text("rawSelector")), out var parsed) ? (parsed!.Terms, false) : ([], true);
        var requirements = selector.Maps("requirements").ToList();
        var known = requirements.Where(requirement => requirement.Text("operator") is "In" or "NotIn" && requirement.CountOf("values") == 1)
            .Select(requirement => new FieldTerm(requirement.Text("key"), requirement.Strings("values")[0], requirement.Text("operator") == "NotIn")).ToList();
        return (known, known.Count < requirements.Count);
    }

    private static (int Known, bool Ignored) ReadLabels(JsonMap selector)
    {
        if (selector.CountOf("requirements") == 0) return Try(() => LabelSelector.Parse(selector.Text("rawSelector")), out var parsed) ? (parsed!.Requirements.Count, false) : (0, true);
        var requirements = selector.Maps("requirements").ToList();
        var known = requirements.Count(requirement => Try(() => Selectors.Requirement(requirement), out _));
        return (known, known < requirements.Count);
    }

    private static bool Try<T>(Func<T> read, out T? value)
    {
        try
        {
            value = read();
            return true;
        }
        catch (SelectorException)
        {
            value = default;
            return false;
        }
    }
}
