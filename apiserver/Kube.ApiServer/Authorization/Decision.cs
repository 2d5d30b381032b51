namespace Kube.ApiServer.Authorization;

/// <summary>An authorizer's answer.</summary>
/// <param name="Reason">Why, for the client's error and for access reviews.</param>
internal readonly record struct Decision(bool Allowed, string Reason = "");
