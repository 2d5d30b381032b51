namespace Kube.ApiServer.Authentication.Impersonating;

/// <summary>Whom a request counts as sent by.</summary>
/// <param name="Constraint">The right by which its sender may be that user; "" where it is the old right to impersonate.</param>
internal sealed record Impersonated(UserInfo User, string Constraint);
