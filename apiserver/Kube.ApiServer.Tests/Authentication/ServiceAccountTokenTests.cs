using System.Net.Http.Headers;
using Kube.ApiServer.Tests.Hosting;

namespace Kube.ApiServer.Tests.Authentication;

public sealed class ServiceAccountTokenTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    private const string Body = """{"spec":{"expirationSeconds":600}}""";

    [Fact]
    public async Task Use_IssuedToken_IsTheAccount()
    {
        var space = await server.NamespaceAsync();

        Assert.Equal(200, await StatusAsync(await TokenAsync(space, Body)));
    }

    [Fact]
    public async Task Use_TokenOfDeletedAccount_IsUnauthorized()
    {
        var space = await server.NamespaceAsync();
        var token = await TokenAsync(space, Body);

        await server.SendAsync(HttpMethod.Delete, $"/api/v1/namespaces/{space}/serviceaccounts/default");

        Assert.Equal(401, await StatusAsync(token));
    }

    [Fact]
    public async Task Use_TokenBoundToDeletedPod_IsUnauthorized()
    {
        var space = await server.NamespaceAsync();
        var pod = await server.SendAsync(HttpMethod.Post, $"/api/v1/namespaces/{space}/pods", """{"metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"x"}]}}""", 201);
        var token = await TokenAsync(space,
            $$$$"""{"spec":{"expirationSeconds":600,"boundObjectRef":{"apiVersion":"v1","kind":"Pod","name":"p","uid":"{{{{pod.Map("metadata")!.String("uid")}}}}"}}}""");
        Assert.Equal(200, await StatusAsync(token));

        await server.SendAsync(HttpMethod.Delete, $"/api/v1/namespaces/{space}/pods/p?gracePeriodSeconds=0");

        Assert.Equal(401, await StatusAsync(token));
    }

    [Fact]
    public async Task Use_TokenForAnotherAudience_IsUnauthorized()
    {
        var space = await server.NamespaceAsync();

        Assert.Equal(401, await StatusAsync(await TokenAsync(space, """{"spec":{"expirationSeconds":600,"audiences":["vault"]}}""")));
    }

    [Fact]
    public async Task Use_ForgedSignature_IsUnauthorized()
    {
        var space = await server.NamespaceAsync();
        var parts = (await TokenAsync(space, Body)).Split('.');
        var other = (await TokenAsync(space, Body)).Split('.');

        Assert.Equal(401, await StatusAsync($"{parts[0]}.{parts[1]}.{other[2]}"));
    }

    [Fact]
    public async Task Request_ShorterThanTenMinutes_IsInvalid()
    {
        var space = await server.NamespaceAsync();

        var status = await server.SendAsync(HttpMethod.Post, $"/api/v1/namespaces/{space}/serviceaccounts/default/token", """{"spec":{"expirationSeconds":1}}""", 422);

        Assert.Equal("TokenRequest.authentication.k8s.io \"\" is invalid: spec.expirationSeconds: Invalid value: 1: may not specify a duration less than 10 minutes", status.String("message"));
    }

    private async Task<string> TokenAsync(string space, string body) =>
        (await server.SendAsync(HttpMethod.Post, $"/api/v1/namespaces/{space}/serviceaccounts/default/token", body, 201)).Map("status")!.String("token")!;

    private async Task<int> StatusAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/version") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        using var response = await server.Anonymous.SendAsync(request);
        return (int)response.StatusCode;
    }
}
