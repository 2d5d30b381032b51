using Kube.Conformance.Support;

namespace Kube.Conformance.Nodes;

/// <summary>A cluster of its own, without containers, for tests that change its only node.</summary>
public sealed class SimulatedClusterFixture : IAsyncLifetime
{
    public PrivateCluster Cluster { get; } = new(PrivateCluster.Simulated);

    public Task InitializeAsync() => Cluster.UpAsync();

    public async Task DisposeAsync() => await Cluster.DisposeAsync();
}
