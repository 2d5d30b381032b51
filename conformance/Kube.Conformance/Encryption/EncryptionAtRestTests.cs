using System.Text;
using Kube.Conformance.Support;

namespace Kube.Conformance.Encryption;

/// <summary>What <c>--encryption-provider-config</c> promises of the files a server leaves, and of keys that change.</summary>
public sealed class EncryptionAtRestTests
{
    private const string OldKey = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private const string NewKey = "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";

    // The store of these servers is not etcd, and the plain text of a secret is base 64 there.
    private static readonly string Plain = Convert.ToBase64String(Encoding.UTF8.GetBytes("very confidential"));

    [Theory]
    [InlineData("aescbc")]
    [InlineData("aesgcm")]
    [InlineData("secretbox")]
    public async Task Secret_Encrypted_FilesHoldNoPlaintext(string provider)
    {
        await using var server = new PrivateApiServer();
        await server.StartAsync("--encryption-provider-config", await Configure(server, Provider(provider, ("one", OldKey)), Identity));
        await server.Kubectl.RunAsync("create", "secret", "generic", "hidden", "--from-literal=word=very confidential");
        await server.Kubectl.RunAsync("create", "configmap", "open", "--from-literal=word=everybody may know");
        Assert.Equal(Plain, await server.Kubectl.GetPathAsync("{.data.word}", "secret", "hidden"));
        await server.StopAsync();

        var stored = await StoredAsync(server);
        Assert.DoesNotContain(Plain, stored, StringComparison.Ordinal);
        Assert.Contains($"k8s:enc:{provider}:v1:one:", stored, StringComparison.Ordinal);
        Assert.Contains("everybody may know", stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secret_KeyRotated_ReadsAndIsRewrittenWithTheNewKey()
    {
        await using var server = new PrivateApiServer();
        await server.StartAsync("--encryption-provider-config", await Configure(server, Provider("aescbc", ("one", OldKey))));
        await server.Kubectl.RunAsync("create", "secret", "generic", "kept", "--from-literal=word=very confidential");

        await server.StartAsync("--encryption-provider-config", await Configure(server, Provider("aescbc", ("two", NewKey), ("one", OldKey))));
        Assert.Equal(Plain, await server.Kubectl.GetPathAsync("{.data.word}", "secret", "kept"));
        var all = await server.Kubectl.RunAsync("get", "secrets", "--all-namespaces", "-o", "json");
        await server.Kubectl.RunWithInputAsync(all, "replace", "-f", "-");
        var version = await server.Kubectl.GetPathAsync("{.metadata.resourceVersion}", "secret", "kept");
        // Nothing is left to do, so nothing is done.
        await server.Kubectl.RunWithInputAsync(await server.Kubectl.RunAsync("get", "secret", "kept", "-o", "json"), "replace", "-f", "-");
        Assert.Equal(version, await server.Kubectl.GetPathAsync("{.metadata.resourceVersion}", "secret", "kept"));

        // The old key is not needed any more, not even for history.
        await server.StartAsync("--encryption-provider-config", await Configure(server, Provider("aescbc", ("two", NewKey))));
        Assert.Equal(Plain, await server.Kubectl.GetPathAsync("{.data.word}", "secret", "kept"));
    }

    /// <summary>The way upstream's documentation changes the provider, the old one and its key being left out in the end.</summary>
    [Fact]
    public async Task Secret_ProviderChangedWhileRunning_IsRewrittenByReplace()
    {
        await using var server = new PrivateApiServer();
        const string reload = "--encryption-provider-config-automatic-reload";
        var file = await Configure(server, Provider("aescbc", ("one", OldKey)));
        await server.StartAsync("--encryption-provider-config", file, reload);
        await server.Kubectl.RunAsync("create", "secret", "generic", "kept", "--from-literal=word=very confidential");

        // What makes no sense changes nothing.
        await File.WriteAllTextAsync(file, "kind: Nonsense");
        await server.Kubectl.RunAsync("create", "secret", "generic", "meanwhile", "--from-literal=word=very confidential");
        await Configure(server, Provider("secretbox", ("two", NewKey)), Provider("aescbc", ("one", OldKey)));
        await Eventually.HoldsAsync("secrets are written anew", async () =>
        {
            var before = await server.Kubectl.GetPathAsync("{.metadata.resourceVersion}", "secret", "kept");
            await server.Kubectl.RunWithInputAsync(await server.Kubectl.RunAsync("get", "secrets", "--all-namespaces", "-o", "json"), "replace", "-f", "-");
            Assert.NotEqual(before, await server.Kubectl.GetPathAsync("{.metadata.resourceVersion}", "secret", "kept"));
        });

        await server.StartAsync("--encryption-provider-config", await Configure(server, Provider("secretbox", ("two", NewKey))), reload);
        Assert.Equal(Plain, await server.Kubectl.GetPathAsync("{.data.word}", "secret", "kept"));
        Assert.Equal(Plain, await server.Kubectl.GetPathAsync("{.data.word}", "secret", "meanwhile"));
    }

    [Fact]
    public async Task Start_KeyMissingOrWrong_NamesTheValueItCannotRead()
    {
        await using var server = new PrivateApiServer();
        await server.StartAsync("--encryption-provider-config", await Configure(server, Provider("aesgcm", ("one", OldKey))));
        await server.Kubectl.RunAsync("create", "secret", "generic", "lost", "--from-literal=word=very confidential");

        const string unable = "unable to transform key \"/registry/secrets/default/lost\": ";
        var wrong = await Configure(server, Provider("aesgcm", ("one", NewKey)));
        Assert.Contains(unable + "cipher: message authentication failed", await server.FailAsync("--encryption-provider-config", wrong), StringComparison.Ordinal);
        var other = await Configure(server, Provider("aesgcm", ("two", OldKey)));
        Assert.Contains(unable + "no matching key was found for the provided AES transformer", await server.FailAsync("--encryption-provider-config", other), StringComparison.Ordinal);
        var plain = await Configure(server, Identity);
        Assert.Contains(unable + "no matching prefix found", await server.FailAsync("--encryption-provider-config", plain), StringComparison.Ordinal);
    }

    private const string Identity = "identity: {}";

    private static string Provider(string name, params (string Name, string Secret)[] keys) =>
        $"{name}: {{keys: [{string.Join(", ", keys.Select(key => $"{{name: {key.Name}, secret: {key.Secret}}}"))}]}}";

    private static Task<string> Configure(PrivateApiServer server, params string[] providers) => server.WriteAsync("encryption.yaml", $"""
        apiVersion: apiserver.config.k8s.io/v1
        kind: EncryptionConfiguration
        resources:
        - resources: [secrets]
          providers:
        {string.Join('\n', providers.Select(provider => "  - " + provider))}
        """);

    private static async Task<string> StoredAsync(PrivateApiServer server)
    {
        var text = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(server.DataDirectory, "*", SearchOption.AllDirectories))
            text.Append(Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)));
        return text.ToString();
    }
}
