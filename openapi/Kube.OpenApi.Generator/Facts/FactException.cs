namespace Kube.OpenApi.Generator.Facts;

/// <summary>The fact tables contradict themselves or the package.</summary>
internal sealed class FactException(string message) : Exception(message);
