using Kube.ApiServer.Authorization.Rbac;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Registry;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Authorization;

/// <summary>What may I do here? <c>kubectl auth can-i --list</c>.</summary>
internal sealed class RulesReview : Review
{
    public override async ValueTask<JsonMap> AnswerAsync(JsonMap question, ReviewContext context, CancellationToken cancellation)
    {
        ObjectCodec.Normalize(question, context.Write.Resource.Type);
        context.Registry.Ownership.For(context.Write).Update(null, question, context.Write.Options.FieldManager);
        var space = question.Spec().Text("namespace");
        if (space.Length == 0) throw StatusException.BadRequest("no namespace on request");

        await context.Registry.CatchUpAsync(cancellation);
        var rights = context.Authorizer.RulesFor(context.User, space);
        var status = new JsonMap
        {
            ["resourceRules"] = new JsonList(rights.Rules.Where(rule => rule.Resources.Count > 0).Select(rule => rule.ToJson())),
            ["nonResourceRules"] = new JsonList(rights.Rules.Where(IsForPaths).Select(rule => rule.ToJson())),
            ["incomplete"] = rights.Incomplete,
        };
        if (rights.Error.Length > 0) status["evaluationError"] = rights.Error;
        question["status"] = status;
        return question;
    }

    private static bool IsForPaths(PolicyRule rule) => rule.NonResourceUrls.Count > 0;
}
