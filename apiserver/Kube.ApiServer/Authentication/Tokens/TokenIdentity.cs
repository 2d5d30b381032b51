namespace Kube.ApiServer.Authentication.Tokens;

/// <summary>Whose token it is.</summary>
/// <param name="Audiences">Those of the audiences asked for that the token is meant for.</param>
internal sealed record TokenIdentity(UserInfo User, IReadOnlyList<string> Audiences)
{
    /// <summary>When the answer stops being true at the latest.</summary>
    public DateTimeOffset Expires { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>Whether it is still true: asked each time a remembered answer is given again, so it must be quick.</summary>
    public Func<bool> Holds { get; init; } = static () => true;

    /// <summary>The identity of a token that names no audience, since it is known to be meant for this API.</summary>
    /// <returns>Null when none of this API's audiences is asked for.</returns>
    public static TokenIdentity? ForApi(UserInfo user, IReadOnlyList<string> asked, IReadOnlyList<string> own)
    {
        IReadOnlyList<string> common = asked.Count == 0 ? own : [.. asked.Intersect(own)];
        return asked.Count == 0 || common.Count > 0 ? new TokenIdentity(user.Authenticated(), common) : null;
    }
}
