namespace Kube.ApiServer.Authentication;

/// <param name="Audiences">Those of the audiences asked for that the token is meant for.</param>
internal sealed record TokenIdentity(UserInfo User, IReadOnlyList<string> Audiences);
