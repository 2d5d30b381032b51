using Kube.Machinery.Clients;

namespace Kube.Machinery.Tests.Clients;

public sealed class KubeconfigTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("kubeconfig").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Load_CurrentContext_GivesItsClusterAndUser()
    {
        var path = Write("""
            apiVersion: v1
            kind: Config
            current-context: two
            contexts:
            - {name: one, context: {cluster: a, user: a}}
            - {name: two, context: {cluster: b, user: b, namespace: here}}
            clusters:
            - {name: a, cluster: {server: "https://a"}}
            - {name: b, cluster: {server: "https://b:6443", insecure-skip-tls-verify: true}}
            users:
            - {name: b, user: {tokenFile: token, client-certificate: pki/b.crt, client-key: /pki/b.key}}
            """);
        File.WriteAllText(Path.Combine(_directory, "token"), "secret\n");

        var configuration = Kubeconfig.Load(path);

        Assert.Equal("https://b:6443", configuration.Host);
        Assert.True(configuration.SkipTlsVerify);
        Assert.Equal("here", configuration.Namespace);
        Assert.Equal("secret", configuration.AccessToken);
        Assert.Equal(Path.Combine(_directory, "pki/b.crt"), configuration.ClientCertificateFilePath);
        Assert.Equal("/pki/b.key", configuration.ClientKeyFilePath);
    }

    [Theory]
    [InlineData("kind: Config", "no current-context")]
    [InlineData("{current-context: x, contexts: []}", "no entry \"x\" in contexts")]
    [InlineData("just text", "no kubeconfig")]
    public void Load_Incomplete_SaysWhatIsMissing(string text, string complaint)
    {
        var failure = Assert.Throws<InvalidDataException>(() => Kubeconfig.Load(Write(text)));
        Assert.EndsWith(complaint, failure.Message, StringComparison.Ordinal);
    }

    private string Write(string text)
    {
        var path = Path.Combine(_directory, "config");
        File.WriteAllText(path, text);
        return path;
    }
}
