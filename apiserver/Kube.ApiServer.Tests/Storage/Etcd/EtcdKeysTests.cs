using Google.Protobuf;
using Kube.ApiServer.Storage.Etcd;

namespace Kube.ApiServer.Tests.Storage.Etcd;

public sealed class EtcdKeysTests
{
    [Theory]
    [InlineData("/registry", "/registry/pods/a/b")]
    [InlineData("registry/", "/registry/pods/a/b")]
    [InlineData("/clusters/one", "/clusters/one/pods/a/b")]
    [InlineData("", "/pods/a/b")]
    [InlineData("/", "/pods/a/b")]
    public void ToEtcd_AnyPrefix_StandsBeforeUpstreamsPath(string prefix, string expected)
    {
        var keys = new EtcdKeys(prefix);
        var key = keys.ToEtcd("/registry/pods/a/b");
        Assert.Equal(expected, key.ToStringUtf8());
        Assert.Equal("/registry/pods/a/b", keys.FromEtcd(key));
    }

    [Fact]
    public void FromEtcd_KeyOfSomebodyElse_IsNone() => Assert.Null(new EtcdKeys("/registry").FromEtcd(ByteString.CopyFromUtf8("/registry2/pods/a/b")));
}
