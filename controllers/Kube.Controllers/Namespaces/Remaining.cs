using Kube.Machinery.Clients;

namespace Kube.Controllers.Namespaces;

/// <summary>What is left of one resource in a namespace.</summary>
internal sealed record Remaining(ResourceType Resource, int Count, IReadOnlyDictionary<string, int> Finalizers);
