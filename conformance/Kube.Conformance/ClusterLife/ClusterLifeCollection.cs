namespace Kube.Conformance.ClusterLife;

/// <summary>These tests start clusters of their own: one test after another.</summary>
[CollectionDefinition(Name)]
public sealed class ClusterLifeCollection
{
    public const string Name = "clusters come and go";
}
