namespace Kube.ApiServer.Authentication.ServiceAccounts;

/// <summary>The service account a token stands for.</summary>
/// <param name="Bound">What must exist for the token to hold, by claim name: pod, node, secret.</param>
internal sealed record TokenSubject(string Namespace, string Name, string Uid, IReadOnlyDictionary<string, BoundObject> Bound);
