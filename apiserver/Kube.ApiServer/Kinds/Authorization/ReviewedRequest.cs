using Kube.ApiServer.Http;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Authorization;

/// <summary>The request an access review asks about.</summary>
internal static class ReviewedRequest
{
    /// <param name="selectors">Those the review names.</param>
    public static RequestInfo Read(JsonMap spec, ReviewedSelectors selectors)
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
            Version = asked.Text("version") is { Length: > 0 } version ? version : "*",
            Namespace = asked.Text("namespace"),
            Resource = asked.Text("resource"),
            Subresource = asked.Text("subresource"),
            Name = asked.Text("name"),
            Fields = selectors.Fields,
        };
    }
}
