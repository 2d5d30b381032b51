using Kube.ApiServer.Errors;
using Kube.ApiServer.Registry;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Authentication;

/// <summary>Whose token is this? Asked by programs that are sent tokens; upstream's <c>pkg/registry/authentication/tokenreview</c>.</summary>
internal sealed class TokenReviewAnswer : Review
{
    public override async ValueTask<JsonMap> AnswerAsync(JsonMap question, ReviewContext context, CancellationToken cancellation)
    {
        ObjectCodec.Normalize(question, context.Write.Resource.Type);
        context.Registry.Ownership.For(context.Write).Update(null, question, context.Write.Options.FieldManager);
        var token = question.Spec().Text("token");
        if (token.Length == 0) throw StatusException.BadRequest("token is required for TokenReview in authentication");

        var identity = await context.Authenticators.IdentifyAsync(token, question.Spec().Strings("audiences"), cancellation);
        var status = new JsonMap();
        if (identity is null)
        {
            status["user"] = new JsonMap();
            status["error"] = "invalid bearer token";
        }
        else
        {
            status["authenticated"] = true;
            status["user"] = UserInfoJson.Of(identity.User);
            if (identity.Audiences.Count > 0) status["audiences"] = new JsonList(identity.Audiences);
        }
        question["status"] = status;
        return question;
    }
}
