using Kube.Controllers.Certificates;

namespace Kube.Controllers.Tests.Certificates;

public sealed class SignerRulesTests
{
    private const string Node = "O=system:nodes, CN=system:node:node-1";

    private static readonly string[] Client = ["digital signature", "key encipherment", "client auth"];
    private static readonly string[] Serving = ["digital signature", "server auth"];

    [Fact]
    public void WhyNot_KubeletClientAsItShouldBe_Null() => Assert.Null(SignerRules.WhyNot(SignerNames.KubeletClient, TestRequests.Make(Node), Client));

    [Theory]
    [InlineData("O=others, CN=system:node:node-1", "subject organization is not system:nodes")]
    [InlineData("O=system:nodes, CN=node-1", "subject common name does not begin with system:node:")]
    public void WhyNot_KubeletClientOfAnotherSubject_SaysWhat(string subject, string why) =>
        Assert.Equal(why, SignerRules.WhyNot(SignerNames.KubeletClient, TestRequests.Make(subject), Client));

    [Fact]
    public void WhyNot_KubeletClientWithNames_SaysWhich() =>
        Assert.Equal("DNS subjectAltNames are not allowed", SignerRules.WhyNot(SignerNames.KubeletClient, TestRequests.Make(Node, TestRequests.NodeNames), Client));

    [Fact]
    public void WhyNot_KubeletClientToServe_SaysUsages() =>
        Assert.Equal("usages did not match [client auth digital signature key encipherment]", SignerRules.WhyNot(SignerNames.KubeletClient, TestRequests.Make(Node), Serving));

    [Fact]
    public void WhyNot_KubeletServing_NeedsNames()
    {
        Assert.Null(SignerRules.WhyNot(SignerNames.KubeletServing, TestRequests.Make(Node, TestRequests.NodeNames), Serving));
        Assert.Equal("DNS or IP subjectAltName is required", SignerRules.WhyNot(SignerNames.KubeletServing, TestRequests.Make(Node), Serving));
        Assert.Equal("Email subjectAltNames are not allowed", SignerRules.WhyNot(SignerNames.KubeletServing, TestRequests.Make(Node, names => { TestRequests.NodeNames(names); names.AddEmailAddress("a@b.c"); }), Serving));
    }

    [Fact]
    public void WhyNot_ApiServerClient_ForClientsOnly()
    {
        Assert.Null(SignerRules.WhyNot(SignerNames.ApiServerClient, TestRequests.Make("CN=me"), ["client auth"]));
        Assert.Equal("invalid usage for client certificate: server auth", SignerRules.WhyNot(SignerNames.ApiServerClient, TestRequests.Make("CN=me"), ["server auth"]));
        Assert.Equal("missing required usage for client certificate: client auth", SignerRules.WhyNot(SignerNames.ApiServerClient, TestRequests.Make("CN=me"), ["digital signature"]));
    }
}
