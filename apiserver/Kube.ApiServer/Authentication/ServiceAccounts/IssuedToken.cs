namespace Kube.ApiServer.Authentication.ServiceAccounts;

/// <summary>A signed token, its ID and when it ends.</summary>
internal readonly record struct IssuedToken(string Token, string Id, DateTimeOffset Expires);
