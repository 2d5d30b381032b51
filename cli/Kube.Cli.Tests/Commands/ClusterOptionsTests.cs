using System.CommandLine;
using Kube.Cli.Clusters;
using Kube.Cli.Commands;

namespace Kube.Cli.Tests.Commands;

public sealed class ClusterOptionsTests
{
    [Fact]
    public void Apply_NothingAskedFor_KeepsWhatTheClusterHas()
    {
        var settings = new ClusterSettings("mine", 7443, 7250, "simulated", "10.244.9.0/24", "10.97.0.0/16");

        Assert.Equal(settings, ClusterOptions.Apply(Parse(), settings));
    }

    [Fact]
    public void Apply_OptionsGiven_ReplaceOnlyTheirs()
    {
        var parsed = Parse("--name", "two", "--port", "7443", "--runtime", "simulated");

        Assert.Equal(
            ClusterSettings.Default with { Name = "two", Port = 7443, Runtime = "simulated" },
            ClusterOptions.Apply(parsed, ClusterSettings.Default));
    }

    [Fact]
    public void Apply_EtcdGiven_IsKeptWithFilesFoundFromAnywhere()
    {
        var parsed = Parse("--etcd-servers", "https://a:2379,https://b:2379", "--etcd-cafile", "ca.crt", "--etcd-prefix", "/two");

        var expected = new EtcdSettings("https://a:2379,https://b:2379", Path.GetFullPath("ca.crt"), Prefix: "/two");
        Assert.Equal(expected, ClusterOptions.Apply(parsed, ClusterSettings.Default).Etcd);
        Assert.Equal(expected, ClusterOptions.Apply(Parse(), ClusterSettings.Default with { Etcd = expected }).Etcd);
    }

    [Theory]
    [InlineData("--port", "0")]
    [InlineData("--port", "65536")]
    [InlineData("--port", "http")]
    [InlineData("--name", "Upper")]
    [InlineData("--name", "-a")]
    [InlineData("--name", "a.b")]
    [InlineData("--runtime", "podman")]
    [InlineData("--pod-cidr", "10.244.0.0")]
    [InlineData("--service-cidr", "all")]
    [InlineData("--certificate-validity-period", "a year")]
    [InlineData("--ca-certificate-validity-period", "0s")]
    [InlineData("--nonsense", "1")]
    public void Parse_ImpossibleValue_IsAnError(string option, string value) => Assert.NotEmpty(Parse(option, value).Errors);

    [Theory]
    [InlineData("apiserver", "kube-apiserver")]
    [InlineData("kube-controllers", "kube-controllers")]
    [InlineData("kubelet", "kubelet")]
    public void FullName_ShortOrFull_IsTheProgram(string name, string expected) => Assert.Equal(expected, LogsCommand.FullName(name));

    [Fact]
    public void FullName_Unknown_ListsTheComponents() =>
        Assert.Contains("kubelet", Assert.Throws<KubeException>(() => LogsCommand.FullName("etcd")).Message, StringComparison.Ordinal);

    private static ParseResult Parse(params string[] arguments) => UpCommand.Create().Parse(arguments);
}
