namespace Kube.ApiServer.Kinds.Authentication;

/// <summary>The reviews of authentication.k8s.io.</summary>
internal static class AuthenticationReviewKinds
{
    private const string Group = "authentication.k8s.io";

    public static Resource SelfSubject { get; } = Make("SelfSubjectReview", new SelfSubjectReviewAnswer());

    public static Resource Token { get; } = Make("TokenReview", new TokenReviewAnswer());

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
