namespace Kube.ApiServer.Authentication;

/// <summary>What one way of authenticating says of a request.</summary>
/// <param name="User">Null when this way does not know who asks.</param>
/// <param name="Refused">The request carries credentials of this kind and they are wrong: it cannot be anonymous any more.</param>
internal readonly record struct Verdict(UserInfo? User, bool Refused)
{
    /// <summary>The request carries no credentials of this kind.</summary>
    public static Verdict None => default;

    public static Verdict Wrong => new(null, true);

    public static Verdict Of(UserInfo? user) => new(user, user is null);
}
