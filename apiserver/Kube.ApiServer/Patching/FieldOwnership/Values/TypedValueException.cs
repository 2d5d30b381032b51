namespace Kube.ApiServer.Patching.FieldOwnership.Values;

/// <summary>A value does not fit its type in a way that leaves its fields without names.</summary>
internal sealed class TypedValueException(string message) : Exception(message);
