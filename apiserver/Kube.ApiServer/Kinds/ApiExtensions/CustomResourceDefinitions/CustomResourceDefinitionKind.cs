using Kube.ApiServer.Kinds.Subresources;

namespace Kube.ApiServer.Kinds.ApiExtensions.CustomResourceDefinitions;

internal static class CustomResourceDefinitionKind
{
    private static readonly CustomResourceDefinitionStrategy Strategy = new();

    public static Resource Resource { get; } = new()
    {
        Group = "apiextensions.k8s.io",
        Kind = "CustomResourceDefinition",
        StorageVersion = "v1beta1",
        Plural = "customresourcedefinitions",
        Namespaced = false,
        ShortNames = ["crd", "crds"],
        Categories = ["api-extensions"],
        Type = Types.Of("apiextensions.k8s.io", "v1", "CustomResourceDefinition"),
        Strategy = Strategy,
        Subresources = [new ObjectSubresource { Name = "status", Strategy = new StatusStrategy(Strategy) }],
    };
}
