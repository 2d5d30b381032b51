namespace Kube.ApiServer.Authentication.ServiceAccounts;

/// <summary>An object a token is bound to: it is that very object, not one of the same name.</summary>
internal sealed record BoundObject(string Name, string Uid);
