using System.Text.Json.Nodes;
using Kube.Conformance.Auth.Support;

namespace Kube.Conformance.Auth;

/// <summary>Access reviews give the answers requests get, selectors and all.</summary>
[Collection(AuthCollection.Name)]
public sealed class AccessReviewTests(AuthServerFixture server)
{
    private const string Reviews = "/apis/authorization.k8s.io/v1";

    [Theory]
    [InlineData("""{"rawSelector":"spec.nodeName=mine"}""", true)]
    [InlineData("""{"rawSelector":"spec.nodeName=mine,status.phase=Running"}""", true)]
    [InlineData("""{"rawSelector":"spec.nodeName=other"}""", false)]
    [InlineData("""{"requirements":[{"key":"spec.nodeName","operator":"In","values":["mine"]}]}""", true)]
    [InlineData("""{"requirements":[{"key":"spec.nodeName","operator":"NotIn","values":["mine"]}]}""", false)]
    [InlineData("""{"requirements":[{"key":"spec.nodeName","operator":"In","values":["mine"]},{"key":"a","operator":"Exists"}]}""", true, "spec.resourceAttributes.fieldSelector partially ignored due to parse error")]
    [InlineData("""{"requirements":[{"key":"spec.nodeName","operator":"In","values":["mine","other"]}]}""", false, "spec.resourceAttributes.fieldSelector ignored due to parse error")]
    [InlineData("""{"requirements":[{"key":"spec.nodeName","operator":"Is","values":["mine"]}]}""", false, "spec.resourceAttributes.fieldSelector ignored due to parse error")]
    [InlineData("""{"rawSelector":"spec.nodeName"}""", false, "spec.resourceAttributes.fieldSelector ignored due to parse error")]
    public async Task Node_ListingPods_IsAllowedByItsFieldSelector(string selector, bool allowed, string? error = null)
    {
        var status = (await ReviewAsync($$"""{"verb":"list","resource":"pods","fieldSelector":{{selector}} }""", 201))["status"]!;

        Assert.Equal(allowed, (bool)status["allowed"]!);
        Assert.Equal(error, (string?)status["evaluationError"]);
    }

    [Theory]
    [InlineData("""{"rawSelector":"a in (b"}""", "spec.resourceAttributes.labelSelector ignored due to parse error")]
    [InlineData("""{"rawSelector":"a in (b)"}""", null)]
    [InlineData("""{"requirements":[{"key":"a","operator":"Exists"},{"key":"a","operator":"Near"}]}""", "spec.resourceAttributes.labelSelector partially ignored due to parse error")]
    public async Task LabelSelector_ThatCannotBeRead_IsTold(string selector, string? error) =>
        Assert.Equal(error, (string?)(await ReviewAsync($$"""{"verb":"list","resource":"pods","labelSelector":{{selector}} }""", 201))["status"]!["evaluationError"]);

    [Theory]
    [InlineData("""{"rawSelector":"a=b","requirements":[{"key":"a","operator":"In","values":["b"]}]}""", "fieldSelector.rawSelector: Invalid value: \"a=b\": may not specified at the same time as requirements")]
    [InlineData("""{}""", "fieldSelector.requirements: Required value: when spec.resourceAttributes.fieldSelector is specified, requirements or rawSelector is required")]
    [InlineData("""{"requirements":[{"key":"","operator":"In","values":["b"]}]}""", "fieldSelector.requirements[0].key: Required value: must be specified")]
    [InlineData("""{"requirements":[{"key":"a","operator":"In"}]}""", "fieldSelector.requirements[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'")]
    [InlineData("""{"requirements":[{"key":"a","operator":"Exists","values":["b"]}]}""", "fieldSelector.requirements[0].values: Forbidden: may not be specified when `operator` is 'Exists' or 'DoesNotExist'")]
    public async Task Selector_ThatIsNone_IsInvalid(string selector, string message) =>
        Assert.Contains(message, (string)(await ReviewAsync($$"""{"verb":"list","resource":"pods","fieldSelector":{{selector}} }""", 422))["message"]!, StringComparison.Ordinal);

    [Fact]
    public async Task LocalReview_OfAnotherNamespace_IsRefused() =>
        await server.AdminAsync("POST", $"{Reviews}/namespaces/default/localsubjectaccessreviews",
            """{"metadata":{"namespace":"default"},"spec":{"user":"u","resourceAttributes":{"namespace":"kube-system","verb":"get","resource":"pods"}}}""", 400);

    private Task<JsonNode> ReviewAsync(string attributes, int expected) =>
        server.AdminAsync("POST", $"{Reviews}/subjectaccessreviews", $$"""{"spec":{"user":"system:node:mine","groups":["system:nodes"],"resourceAttributes":{{attributes}} } }""", expected);
}
