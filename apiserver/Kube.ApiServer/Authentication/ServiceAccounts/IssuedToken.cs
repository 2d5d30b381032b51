namespace Kube.ApiServer.Authentication.ServiceAccounts;

/// <summary>A signed token and when it ends.</summary>
internal readonly record struct IssuedToken(string Token, DateTimeOffset Expires);
