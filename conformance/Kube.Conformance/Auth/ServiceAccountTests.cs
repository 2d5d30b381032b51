using System.Text.Json.Nodes;
using Kube.Conformance.Auth.Support;
using Kube.Conformance.Support;

namespace Kube.Conformance.Auth;

/// <summary>What pods and users have of service accounts: the conformance tests <c>[sig-auth] ServiceAccounts</c> as somebody does them by hand.</summary>
public sealed class ServiceAccountTests(NamespaceFixture fixture) : NamespacedTests(fixture)
{
    private const string Mount = "/var/run/secrets/kubernetes.io/serviceaccount";

    [Fact]
    public async Task Pod_HasATokenAuthorityAndNamespace()
    {
        await RunShellPodAsync("mounted", Forever);

        var token = await ReadAsync("mounted", $"{Mount}/token");
        Assert.Equal("mounted", (string?)Jwt.ClaimsOf(token)["kubernetes.io"]!["pod"]!["name"]);
        Assert.Contains("BEGIN CERTIFICATE", await ReadAsync("mounted", $"{Mount}/ca.crt"), StringComparison.Ordinal);
        Assert.Equal(Kubectl.Namespace, await ReadAsync("mounted", $"{Mount}/namespace"));
        var review = await ReviewAsync(token);
        Assert.Equal($"system:serviceaccount:{Kubectl.Namespace}:default", (string?)review["user"]!["username"]);
        Assert.Equal("mounted", (string?)review["user"]!["extra"]!["authentication.kubernetes.io/pod-name"]![0]);
    }

    [Theory]
    [InlineData("true", null, true)]
    [InlineData("true", true, true)]
    [InlineData("true", false, false)]
    [InlineData("false", null, false)]
    [InlineData("false", true, true)]
    [InlineData("false", false, false)]
    public async Task Token_IsMounted_UnlessAccountOrPodOptsOut(string account, bool? pod, bool mounted)
    {
        var name = $"opt-{account}-{pod?.ToString().ToLowerInvariant() ?? "unset"}";
        await Kubectl.ApplyAsync($$"""{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"{{name}}"},"automountServiceAccountToken":{{account}} }""");
        var wish = pod is null ? "" : $"\"automountServiceAccountToken\":{pod.ToString()!.ToLowerInvariant()},";

        await Kubectl.RunWithInputAsync($$"""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"{{name}}"},"spec":{"serviceAccountName":"{{name}}",{{wish}}"containers":[{"name":"c","image":"i"}]} }""", "create", "-f", "-");

        var mounts = await Kubectl.GetPathAsync("{.spec.containers[0].volumeMounts[*].mountPath}", "pod", name);
        Assert.Equal(mounted, mounts.Contains(Mount, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Token_Projected_IsForItsAudienceAndLifetime()
    {
        await Kubectl.ApplyAsync($$"""
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"projected"},"spec":{"terminationGracePeriodSeconds":0,
             "containers":[{"name":"c","image":"{{TestImages.Shell}}","command":["/bin/sh","-c","{{Forever}}"],"volumeMounts":[{"name":"t","mountPath":"/tokens"}]}],
             "volumes":[{"name":"t","projected":{"sources":[{"serviceAccountToken":{"path":"vault","audience":"vault","expirationSeconds":1200} }]} }]} }
            """);
        await Kubectl.RunAsync("wait", "--for=condition=Ready", "--timeout=90s", "pod/projected");

        var token = await ReadAsync("projected", "/tokens/vault");
        var claims = Jwt.ClaimsOf(token);

        Assert.Equal(1200, (long)claims["exp"]! - (long)claims["iat"]!);
        Assert.True((bool)(await ReviewAsync(token, "vault"))["authenticated"]!);
        Assert.Null((await ReviewAsync(token))["authenticated"]);
    }

    [Fact]
    public async Task Token_Created_IsKnownToAReview()
    {
        await Kubectl.RunAsync("create", "serviceaccount", "asked");

        var review = await ReviewAsync(await Kubectl.RunAsync("create", "token", "asked", "--duration=10m"));

        Assert.True((bool)review["authenticated"]!);
        Assert.Null(review["error"]);
        Assert.Equal($"system:serviceaccount:{Kubectl.Namespace}:asked", (string?)review["user"]!["username"]);
    }

    [Fact]
    public async Task Secret_ForAnAccount_GetsATokenUntilTheAccountGoes()
    {
        await Kubectl.RunAsync("create", "serviceaccount", "keeper");
        await Kubectl.ApplyAsync("""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"kept","annotations":{"kubernetes.io/service-account.name":"keeper"}},"type":"kubernetes.io/service-account-token"}""");
        await Eventually.IsAsync("the secret holds a token", () => Kubectl.GetPathAsync("{.data.token}", "secret", "kept"), token => token.Length > 0);

        var secret = await Kubectl.GetJsonAsync("secret", "kept");
        var token = Text(secret["data"]!["token"]!);
        Assert.Equal(Kubectl.Namespace, Text(secret["data"]!["namespace"]!));
        Assert.Contains("BEGIN CERTIFICATE", Text(secret["data"]!["ca.crt"]!), StringComparison.Ordinal);
        Assert.Equal(await Kubectl.GetPathAsync("{.metadata.uid}", "serviceaccount", "keeper"), (string?)secret["metadata"]!["annotations"]!["kubernetes.io/service-account.uid"]);
        Assert.Equal($"system:serviceaccount:{Kubectl.Namespace}:keeper", (string?)(await ReviewAsync(token))["user"]!["username"]);
        Assert.Matches(@"^\d{4}-\d\d-\d\d$", await Kubectl.GetPathAsync("{.metadata.labels.kubernetes\\.io/legacy-token-last-used}", "secret", "kept"));

        await Kubectl.RunAsync("delete", "serviceaccount", "keeper");
        await Kubectl.RunAsync("wait", "--for=delete", "secret/kept", "--timeout=60s");
        await Eventually.IsAsync("the token is refused", () => ReviewAsync(token), review => review["authenticated"] is null);
    }

    [Fact]
    public async Task Secret_ForNobody_IsDeleted()
    {
        await Kubectl.ApplyAsync("""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"orphan","annotations":{"kubernetes.io/service-account.name":"nobody"}},"type":"kubernetes.io/service-account-token"}""");

        await Kubectl.RunAsync("wait", "--for=delete", "secret/orphan", "--timeout=60s");
    }

    [Fact]
    public async Task RootAuthority_IsInEveryNamespaceAndRestored()
    {
        var whole = await Eventually.IsAsync("the authority is published", AuthorityAsync, text => text.Contains("BEGIN CERTIFICATE", StringComparison.Ordinal));

        await Kubectl.RunAsync("delete", "configmap", "kube-root-ca.crt");
        await Eventually.IsAsync("it is published again", AuthorityAsync, text => text == whole);
        await Kubectl.RunAsync("patch", "configmap", "kube-root-ca.crt", "-p", """{"data":{"ca.crt":"changed"}}""");
        await Eventually.IsAsync("it is as before", AuthorityAsync, text => text == whole);

        Task<string> AuthorityAsync() => Kubectl.GetPathAsync("{.data.ca\\.crt}", "configmap", "kube-root-ca.crt");
    }

    [Fact]
    public async Task Account_CreatedPatchedUpdatedAndDeleted_IsWatched()
    {
        await using var watch = Kubectl.Start("get", "serviceaccounts", "-l", "life=yes", "--watch", "--output-watch-events", "-L", "step");
        await Kubectl.ApplyAsync("""{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"lived","labels":{"life":"yes","step":"one"}}}""");
        await watch.WrittenAsync("one");

        await Kubectl.RunAsync("patch", "serviceaccount", "lived", "-p", """{"automountServiceAccountToken":false}""");
        Assert.Equal("false", await Kubectl.GetPathAsync("{.items[0].automountServiceAccountToken}", "serviceaccounts", "-l", "life=yes"));
        await Kubectl.RunWithInputAsync("""{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"lived","labels":{"life":"yes","step":"two"}},"automountServiceAccountToken":true}""", "replace", "-f", "-");
        await watch.WrittenAsync("two");
        await Kubectl.RunAsync("delete", "serviceaccount", "lived");
        await watch.WrittenAsync("DELETED");
    }

    [Fact]
    public async Task Discovery_OfTheIssuer_IsThereForPods()
    {
        var issuer = (string?)JsonNode.Parse(await Kubectl.RunAsync("get", "--raw", "/.well-known/openid-configuration"))!["issuer"];
        var token = await Kubectl.RunAsync("create", "token", "default");

        Assert.Equal((string?)Jwt.ClaimsOf(token)["iss"], issuer);
        Assert.Contains(JsonNode.Parse(await Kubectl.RunAsync("get", "--raw", "/openid/v1/jwks"))!["keys"]!.AsArray(), key => (string?)key!["kid"] == Jwt.KeyIdOf(token));
        Assert.Equal("yes", await Kubectl.RunAsync("auth", "can-i", "get", "/openid/v1/jwks", $"--as=system:serviceaccount:{Kubectl.Namespace}:default"));
    }

    [Fact]
    public async Task SubjectReviews_SayWhatTheAccountMay()
    {
        var account = $"system:serviceaccount:{Kubectl.Namespace}:default";
        Assert.False(await AllowedAsync(account));
        (await Kubectl.TryAsync("get", "configmaps", $"--as={account}")).Failed("cannot list resource \"configmaps\"");

        await Kubectl.RunAsync("create", "rolebinding", "viewer", "--clusterrole=view", $"--serviceaccount={Kubectl.Namespace}:default");

        await Eventually.IsAsync("the review allows it", () => AllowedAsync(account), allowed => allowed);
        await Kubectl.RunAsync("get", "configmaps", $"--as={account}");
    }

    private async Task<bool> AllowedAsync(string account)
    {
        var answers = new List<bool>();
        foreach (var kind in (string[])["SubjectAccessReview", "LocalSubjectAccessReview"])
        {
            var metadata = kind[0] == 'L' ? $"\"metadata\":{{\"namespace\":\"{Kubectl.Namespace}\"}}," : "";
            var review = $$"""{"apiVersion":"authorization.k8s.io/v1","kind":"{{kind}}",{{metadata}}"spec":{"user":"{{account}}","resourceAttributes":{"namespace":"{{Kubectl.Namespace}}","verb":"list","resource":"configmaps"} } }""";
            answers.Add((bool)JsonNode.Parse(await Kubectl.RunWithInputAsync(review, "create", "-f", "-", "-o", "json"))!["status"]!["allowed"]!);
        }
        Assert.Equal(answers[0], answers[1]);
        return answers[0];
    }

    private Task<string> ReadAsync(string pod, string file) => Kubectl.RunAsync("exec", pod, "--", "cat", file);

    private async Task<JsonNode> ReviewAsync(string token, params string[] audiences)
    {
        var review = new JsonObject
        {
            ["apiVersion"] = "authentication.k8s.io/v1", ["kind"] = "TokenReview",
            ["spec"] = new JsonObject { ["token"] = token, ["audiences"] = new JsonArray([.. audiences.Select(audience => (JsonNode)audience)]) },
        };
        return JsonNode.Parse(await Kubectl.RunWithInputAsync(review.ToJsonString(), "create", "-f", "-", "-o", "json"))!["status"]!;
    }

    private static string Text(JsonNode base64) => System.Text.Encoding.UTF8.GetString(Convert.FromBase64String((string)base64!));
}
