using Kube.ApiServer.Http;
using Kube.Machinery.Selectors;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Authorization;

/// <summary>The request an access review asks about.</summary>
internal static class ReviewedRequest
{
    public static RequestInfo Read(JsonMap spec)
    {
        if (spec.Map("resourceAttributes") is not { } asked)
        {
            var other = spec.Part("nonResourceAttributes");
            return new RequestInfo { Path = other.Text("path"), Verb = other.Text("verb") };
        }
        return new RequestInfo
        {
            Path = "",
            Verb = asked.Text("verb"),
            IsResource = true,
            Group = asked.Text("group"),
            Version = asked.Text("version"),
            Namespace = asked.Text("namespace"),
            Resource = asked.Text("resource"),
            Subresource = asked.Text("subresource"),
            Name = asked.Text("name"),
            Fields = Fields(asked.Part("fieldSelector")),
        };
    }

    /// <summary>What cannot be read or expressed selects more than was meant, which allows less.</summary>
    private static FieldSelector Fields(JsonMap selector)
    {
        if (selector.Text("rawSelector") is { Length: > 0 } raw)
        {
            try
            {
                return FieldSelector.Parse(raw);
            }
            catch (SelectorException)
            {
                return FieldSelector.Everything;
            }
        }
        return FieldSelector.Of(selector.Maps("requirements")
            .Where(requirement => requirement.Text("operator") is "In" or "NotIn" && requirement.CountOf("values") == 1)
            .Select(requirement => new FieldTerm(requirement.Text("key"), requirement.Strings("values")[0], requirement.Text("operator") == "NotIn")));
    }
}
