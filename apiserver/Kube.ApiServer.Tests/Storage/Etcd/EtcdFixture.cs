using Kube.ApiServer.Storage.Etcd;
using Kube.Tests.Etcd;

namespace Kube.ApiServer.Tests.Storage.Etcd;

/// <summary>One etcd for the tests of a class; each test has a prefix of its own.</summary>
public sealed class EtcdFixture : IDisposable
{
    private readonly TempFolder _folder = new();

    public EtcdFixture()
    {
        Member = new EtcdMember(_folder.File(""), "one");
        Member.Start();
    }

    internal EtcdMember Member { get; }

    /// <summary>Opens a store; who wants the same one again names its prefix.</summary>
    internal EtcdStore Open(string prefix) => Open(prefix, [Member.Url]);

    internal static EtcdStore Open(string prefix, IReadOnlyList<string> servers) =>
        new(new EtcdOptions { Servers = servers, Prefix = prefix, CompactionInterval = TimeSpan.Zero }, TimeProvider.System);

    public static string NewPrefix() => $"/{Guid.NewGuid():n}";

    public void Dispose()
    {
        Member.Dispose();
        _folder.Dispose();
    }
}
