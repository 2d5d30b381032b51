namespace Kube.ApiServer.Kinds.Authorization;

/// <summary>The reviews of authorization.k8s.io, which differ in whom they ask for.</summary>
internal static class AccessReviewKinds
{
    public const string Group = "authorization.k8s.io";

    public static Resource Local { get; } = Make("LocalSubjectAccessReview", new AccessReview(AccessReviewScope.Namespace)) with { Namespaced = true };

    public static Resource Self { get; } = Make("SelfSubjectAccessReview", new AccessReview(AccessReviewScope.Self));

    public static Resource SelfRules { get; } = Make("SelfSubjectRulesReview", new RulesReview());

    public static Resource Subject { get; } = Make("SubjectAccessReview", new AccessReview(AccessReviewScope.Anybody));

    private static Resource Make(string kind, Review review) => new()
    {
        Group = Group,
        Kind = kind,
        Plural = $"{kind.ToLowerInvariant()}s",
        Namespaced = false,
        Verbs = Verb.Create,
        Type = Types.Of(Group, "v1", kind),
        Review = review,
    };
}
