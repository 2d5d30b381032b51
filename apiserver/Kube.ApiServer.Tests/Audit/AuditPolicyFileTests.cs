using System.Text;
using Kube.ApiServer.Audit;
using Kube.ApiServer.Audit.Policies;
using Kube.ApiServer.Tests.Storage;

namespace Kube.ApiServer.Tests.Audit;

public sealed class AuditPolicyFileTests
{
    private const string Head = "apiVersion: audit.k8s.io/v1\nkind: Policy\n";

    [Theory]
    [InlineData("rules: [{}]", "rules[0].level: Required value")]
    [InlineData("rules: [{level: All}]", "rules[0].level: Unsupported value: \"All\": supported values: \"None\", \"Metadata\", \"Request\", \"RequestResponse\"")]
    [InlineData("rules: [{level: None, omitStages: [Panic, Later]}]", "rules[0].omitStages[1]: Invalid value: \"Later\": allowed stages are RequestReceived,ResponseStarted,ResponseComplete,Panic")]
    [InlineData("rules: [{level: None, nonResourceURLs: [logs]}]", "rules[0].nonResourceURLs[0]: Invalid value: \"logs\": non-resource URL rules must begin with a '/' character")]
    [InlineData("rules: [{level: None, nonResourceURLs: ['/a*b']}]", "rules[0].nonResourceURLs[0]: Invalid value: \"/a*b\": non-resource URL wildcards '*' must be the final character of the rule")]
    [InlineData("rules: [{level: None, nonResourceURLs: [/a], namespaces: [b]}]", "rules[0].nonResourceURLs: Invalid value: [\"/a\"]: rules cannot apply to both regular resources and non-resource URLs")]
    [InlineData("rules: [{level: None, resources: [{resourceNames: [a]}]}]", "rules[0].resources.resourceNames: Invalid value: [\"a\"]: using resourceNames requires at least one resource")]
    [InlineData("rules: []", "loaded illegal policy with 0 rules")]
    [InlineData("rules: none", "failed decoding: json: cannot unmarshal string into Go struct field Policy.rules of type []v1")]
    public void Load_PolicyMeansNothing_SaysWhyAndWhere(string policy, string why)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("policy.yaml"), Head + policy);

        var wrong = Assert.Throws<FormatException>(() => AuditPolicyFile.Load(folder.File("policy.yaml")));

        Assert.Equal($"loading audit policy file: {why}: from file {folder.File("policy.yaml")}", wrong.Message);
    }

    [Fact]
    public void Load_SeveralErrors_NamesThemAll()
    {
        var wrong = Assert.Throws<FormatException>(() => Read(Head + "rules: [{}, {level: None, resources: [{group: apps/v1}]}]"));

        Assert.StartsWith("[rules[0].level: Required value, rules[1].resources.group: Invalid value: \"apps/v1\": ", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NoFile_SaysSo() =>
        Assert.Equal("loading audit policy file: failed to read file path \"/no/such\": open /no/such: no such file or directory", Assert.Throws<FormatException>(() => AuditPolicyFile.Load("/no/such")).Message);

    [Theory]
    [InlineData("rules: [{level: None}]", "unknown group version field audit.k8s.io/__internal, Kind=Policy in policy")]
    [InlineData("apiVersion: audit.k8s.io/v1beta1\nkind: Policy", "failed decoding: no kind \"Policy\" is registered for version \"audit.k8s.io/v1beta1\"")]
    [InlineData("[", "failed decoding: ")]
    public void Read_NoPolicyOfV1_IsRefused(string text, string why) => Assert.StartsWith(why, Assert.Throws<FormatException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_UnknownFields_AreWarnedOf() =>
        Assert.Equal(["unknown field \"other\"", "unknown field \"rules[0].user\""], Read(Head + "other: 1\nrules: [{level: None, user: dora}]").Warnings);

    [Fact]
    public void Read_PolicysOwnSettings_HoldForItsRules()
    {
        var policy = Read(Head + "omitStages: [RequestReceived]\nomitManagedFields: true\nrules: [{level: Metadata, omitStages: [Panic]}, {level: Metadata, omitManagedFields: false}]");

        Assert.Equal([AuditStages.RequestReceived | AuditStages.Panic, AuditStages.RequestReceived], policy.Rules.Select(rule => rule.OmitStages));
        Assert.Equal([true, false], policy.Rules.Select(rule => rule.OmitManagedFields));
    }

    private static AuditPolicy Read(string text) => AuditPolicyReader.Read(Encoding.UTF8.GetBytes(text));
}
