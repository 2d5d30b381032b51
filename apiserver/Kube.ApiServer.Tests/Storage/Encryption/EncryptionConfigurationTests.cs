using Kube.ApiServer.Errors;
using Kube.ApiServer.Storage.Encryption;
using Kube.ApiServer.Storage.Encryption.Configuration;

namespace Kube.ApiServer.Tests.Storage.Encryption;

public sealed class EncryptionConfigurationTests : IDisposable
{
    private const string Key = "{keys: [{name: one, secret: MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=}]}";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("/registry/secrets/default/a", true)]
    [InlineData("/registry/configmaps/default/a", false)]
    [InlineData("/registry/deployments/default/a", true)]
    [InlineData("/registry/example.com/things/default/a", true)]
    [InlineData("/registry/other.com/things/default/a", false)]
    [InlineData("/registry/services/specs/default/a", false)]
    public void For_Key_FindsTheTransformerOfItsResource(string key, bool isEncrypted)
    {
        var transformers = new ResourceTransformers(
            TransformerFactory.Create(Read($"[{{resources: [secrets, '*.apps', things.example.com], providers: [{{aescbc: {Key}}}]}}]")),
            new Dictionary<string, GroupResource>
            {
                ["/registry/secrets/"] = new("", "secrets"),
                ["/registry/configmaps/"] = new("", "configmaps"),
                ["/registry/deployments/"] = new("apps", "deployments"),
                ["/registry/services/specs/"] = new("", "services"),
            });
        Assert.Equal(isEncrypted, transformers.For(key) is not IdentityTransformer);
        Assert.Equal(isEncrypted, transformers.For(key) is not IdentityTransformer);
    }

    [Theory]
    [InlineData("[]", "resources: Required value: at least one resources is required")]
    [InlineData("[{resources: [secrets], providers: []}]", "resources[0].providers: Required value: at least one resources[0].providers is required")]
    [InlineData("[{resources: [secrets], providers: [{}]}]", "resources[0].providers[0]: Invalid value: {}: provider does not contain any of the expected providers: KMS, AESGCM, AESCBC, Secretbox, Identity")]
    [InlineData("[{resources: [secrets, '*.'], providers: [{identity: {}}]}]", "resources[0].resources: Invalid value: [\"secrets\",\"*.\"]: using overlapping resources such as 'secrets' and '*.' in the same resource list is not allowed as they will be masked")]
    [InlineData("[{resources: ['*'], providers: [{identity: {}}]}]", "resources[0].resources[0]: Invalid value: \"*\": use '*.' to encrypt all the resources from core API group or *.* to encrypt all resources")]
    [InlineData("[{resources: [secrets], providers: [{aescbc: {keys: [{name: a, secret: c2hvcnQ=}]}}]}]", "resources[0].providers[0].aescbc.keys[0].secret: Invalid value: \"REDACTED\": secret is not of the expected length, got 5, expected one of [16 24 32]")]
    [InlineData("[{resources: [secrets], providers: [{secretbox: {keys: [{name: a, secret: '?'}]}}]}]", "resources[0].providers[0].secretbox.keys[0].secret: Invalid value: \"REDACTED\": secrets must be base64 encoded")]
    public void Read_Wrong_SaysWhatAsUpstream(string resources, string message) =>
        Assert.Equal($"error while parsing file: {message}", Assert.Throws<FormatException>(() => Read(resources)).Message);

    [Fact]
    public void Read_UnknownField_IsRefused() => Assert.EndsWith(
        "strict decoding error: unknown field \"resources[0].providers[0].aes\"",
        Assert.Throws<FormatException>(() => Read("[{resources: [secrets], providers: [{aes: {}}]}]")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Create_MaskedByAnEarlierEntry_IsRefused() => Assert.Equal(
        "error while building transformers: resource \"secrets\" is masked by earlier rule \"*.*\"",
        Assert.Throws<FormatException>(() => TransformerFactory.Create(Read("[{resources: ['*.*'], providers: [{identity: {}}]}, {resources: [secrets], providers: [{identity: {}}]}]"))).Message);

    private IReadOnlyList<ResourceEncryption> Read(string resources)
    {
        var file = _folder.File("encryption.yaml");
        File.WriteAllText(file, $"apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\nresources: {resources}\n");
        return EncryptionConfigurationFile.Read(file);
    }
}
