namespace Kube.Controllers.GarbageCollection;

/// <summary>An owner reference names a kind the server does not serve: whether the owner exists cannot be known.</summary>
internal sealed class UnknownKindException(ObjectIdentity identity) : Exception($"no resource serves {identity.ApiVersion} {identity.Kind}");
