using Kube.ApiServer.Authentication;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Registry;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Authorization;

/// <summary>May somebody do something? <c>kubectl auth can-i</c>; upstream's <c>pkg/registry/authorization</c>.</summary>
internal sealed class AccessReview(AccessReviewScope scope) : Review
{
    public override async ValueTask<JsonMap> AnswerAsync(JsonMap question, ReviewContext context, CancellationToken cancellation)
    {
        var resource = context.Write.Resource;
        ObjectCodec.Normalize(question, resource.Type);
        context.Registry.Ownership.For(context.Write).Update(null, question, context.Write.Options.FieldManager);
        var spec = question.GetOrAddMap("spec");
        Validate(spec, context).ThrowIfAny(resource.GroupKind, question.Name());

        var user = scope == AccessReviewScope.Self ? context.User : Subject(spec);
        var selectors = ReviewedSelectors.Read(spec.Part("resourceAttributes"));
        await context.Registry.CatchUpAsync(cancellation);
        var decision = context.Authorizer.Authorize(user, ReviewedRequest.Read(spec, selectors));
        var status = new JsonMap { ["allowed"] = decision.Allowed };
        if (decision.Reason.Length > 0) status["reason"] = decision.Reason;
        if (selectors.Errors.Length > 0) status["evaluationError"] = selectors.Errors;
        question["status"] = status;
        return question;
    }

    private FieldErrors Validate(JsonMap spec, ReviewContext context)
    {
        var errors = new FieldErrors();
        var at = FieldPath.Of("spec");
        if (spec.Has("resourceAttributes") && spec.Has("nonResourceAttributes"))
            errors.Invalid(at.Child("nonResourceAttributes"), spec["nonResourceAttributes"], "cannot be specified in combination with resourceAttributes");
        if (!spec.Has("resourceAttributes") && !spec.Has("nonResourceAttributes"))
            errors.Invalid(at.Child("resourceAttributes"), null, "exactly one of nonResourceAttributes or resourceAttributes must be specified");
        SelectorRules.Validate(spec.Part("resourceAttributes"), at.Child("resourceAttributes"), errors);
        if (scope != AccessReviewScope.Self && spec.Text("user").Length == 0 && spec.CountOf("groups") == 0)
            errors.Invalid(at.Child("user"), "", "at least one of user or group must be specified");
        if (scope != AccessReviewScope.Namespace) return errors;
        if (spec.Has("nonResourceAttributes")) errors.Invalid(at.Child("nonResourceAttributes"), spec["nonResourceAttributes"], "disallowed on this kind of request");
        else if (spec.Part("resourceAttributes").Text("namespace") != context.Namespace)
            throw StatusException.BadRequest($"spec.resourceAttributes.namespace must match namespace: {context.Namespace}");
        return errors;
    }

    private static UserInfo Subject(JsonMap spec) => new(spec.Text("user"), spec.Strings("groups"))
    {
        Uid = spec.Text("uid"),
        Extra = spec.Part("extra").ToDictionary(entry => entry.Key, entry => (IReadOnlyList<string>)[.. ((JsonList)entry.Value!).OfType<string>()]),
    };
}
