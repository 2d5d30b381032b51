using Kube.Conformance.Auth.Support;

namespace Kube.Conformance.Auth;

/// <summary>Decisions may be remembered, but not beyond a change of the roles and bindings they follow from: the very next request is decided anew.</summary>
[Collection(AuthCollection.Name)]
public sealed class RevocationTests(AuthServerFixture server)
{
    private const string Rbac = "/apis/rbac.authorization.k8s.io/v1";

    /// <summary>Often, since a server that forgets too late does so only now and then.</summary>
    private const int Times = 25;

    [Theory]
    [InlineData("DELETE", "rolebindings", null)]
    [InlineData("PUT", "rolebindings", """{"metadata":{"name":"reads"},"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"Role","name":"reads"},"subjects":[]}""")]
    [InlineData("DELETE", "roles", null)]
    [InlineData("PUT", "roles", """{"metadata":{"name":"reads"},"rules":[]}""")]
    public async Task Right_TakenAway_IsGoneAtOnce(string method, string resource, string? body)
    {
        var space = await server.NamespaceAsync();
        var user = $"revoked-{space}";
        using var client = server.Clients.Client($"CN={user}");
        var objects = $"{Rbac}/namespaces/{space}";
        for (var i = 0; i < Times; i++)
        {
            await PutAsync("roles", """{"metadata":{"name":"reads"},"rules":[{"apiGroups":[""],"resources":["configmaps"],"verbs":["list"]}]}""");
            await PutAsync("rolebindings", $$"""{"metadata":{"name":"reads"},"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"Role","name":"reads"},"subjects":[{"kind":"User","apiGroup":"rbac.authorization.k8s.io","name":"{{user}}"}]}""");
            Assert.Equal(200, await ListAsync());

            await server.AdminAsync(method, $"{objects}/{resource}/reads", body);

            Assert.Equal(403, await ListAsync());
        }

        // Made where it is not there, which these kinds allow.
        async Task PutAsync(string plural, string wanted)
        {
            var answer = await server.SendAsAsync(Conformance.Support.PrivateApiServer.AdminToken, "PUT", $"{objects}/{plural}/reads", wanted);
            Assert.True(answer.Status is 200 or 201, answer.Body);
        }

        async Task<int> ListAsync() => (await server.SendAsync("GET", $"/api/v1/namespaces/{space}/configmaps", certificate: client)).Status;
    }
}
