using Kube.Cli.Kubeconfigs;

namespace Kube.Cli.Tests.Kubeconfigs;

public sealed class KubeconfigLocationTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Of_NoVariable_IsInHome(string? variable) =>
        Assert.Equal("/home/me/.kube/config", KubeconfigLocation.Of(variable, "/home/me"));

    [Fact]
    public void Of_SeveralFiles_IsTheFirstThatExists()
    {
        var second = _directory.WithFile("second", "");
        var third = _directory.WithFile("third", "");

        Assert.Equal(second, KubeconfigLocation.Of($"/no/such/file:{second}:{third}", "/home/me"));
    }

    [Fact]
    public void Of_NoneExists_IsTheLast() =>
        Assert.Equal("/no/such/b", KubeconfigLocation.Of("/no/such/a:/no/such/b", "/home/me"));

    public void Dispose() => _directory.Dispose();
}
