using Kube.OpenApi.Json;
using Kube.OpenApi.Scalars;

namespace Kube.ApiServer.Kinds.Authentication;

/// <summary><c>kubectl auth whoami</c>.</summary>
internal sealed class SelfSubjectReviewAnswer : Review
{
    public override ValueTask<JsonMap> AnswerAsync(JsonMap question, ReviewContext context, CancellationToken cancellation) => new(new JsonMap
    {
        ["kind"] = "SelfSubjectReview",
        ["apiVersion"] = "authentication.k8s.io/v1",
        ["metadata"] = new JsonMap { ["creationTimestamp"] = TimeText.Format(context.Time.GetUtcNow()) },
        ["status"] = new JsonMap { ["userInfo"] = UserInfoJson.Of(context.User) },
    });
}
