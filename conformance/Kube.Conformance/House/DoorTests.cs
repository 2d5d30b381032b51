namespace Kube.Conformance.House;

/// <summary>Who may know whom: the plan of the house, kept by a test.</summary>
public sealed class DoorTests
{
    [Theory]
    [InlineData("Kube.Machinery", new[] { "Kube.OpenApi" })]
    [InlineData("Kube.ApiServer", new[] { "Kube.Machinery" })]
    [InlineData("Kube.Controllers", new[] { "Kube.Machinery" })]
    [InlineData("Kube.Kubelet", new[] { "Kube.Machinery" })]
    [InlineData("Kube.Conformance", new string[0])]
    public void Project_References_OnlyWhatItMayKnow(string project, string[] allowed) => Assert.Equal(allowed, SourceTree.References(project));

    [Theory]
    [InlineData("apiserver/Kube.ApiServer", "Microsoft.EntityFrameworkCore", "apiserver/Kube.ApiServer/Storage/Sqlite/")]
    [InlineData("apiserver/Kube.ApiServer", "Microsoft.Data.Sqlite", "apiserver/Kube.ApiServer/Storage/Sqlite/")]
    [InlineData("apiserver/Kube.ApiServer", "SQLitePCL", "apiserver/Kube.ApiServer/Storage/Sqlite/")]
    [InlineData("apiserver/Kube.ApiServer", "using Grpc", "apiserver/Kube.ApiServer/Storage/Etcd/")]
    [InlineData("apiserver/Kube.ApiServer", "using Org.BouncyCastle", "apiserver/Kube.ApiServer/Storage/Encryption/")]
    [InlineData("apiserver/Kube.ApiServer", "using Prometheus", "apiserver/Kube.ApiServer/Metrics/")]
    [InlineData("kubelet/Kube.Kubelet", "using Docker.DotNet", "kubelet/Kube.Kubelet/Runtime/Docker/")]
    public void Technology_IsKnown_InItsRoomAlone(string project, string @namespace, string room) =>
        Assert.DoesNotContain(SourceTree.Mentioning(project, @namespace), path => !path.StartsWith(room, StringComparison.Ordinal));

    [Fact]
    public void ApiServer_NeverUses_TheClientsModels() => Assert.Empty(SourceTree.Mentioning("apiserver/Kube.ApiServer", "using k8s"));

    [Theory]
    [InlineData("controllers")]
    [InlineData("kubelet")]
    public void Programs_SeeTheCluster_ThroughItsApiAlone(string program) => Assert.Empty(SourceTree.Mentioning(program, "Kube.ApiServer"));
}
