using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Kube.Conformance.Auth.Support;

namespace Kube.Conformance.Auth;

/// <summary>ID tokens of an OpenID issuer, as the flags say how to read them.</summary>
[Collection(AuthCollection.Name)]
public sealed class OidcTests(AuthServerFixture server)
{
    [Fact]
    public async Task Token_OfTheIssuer_IsItsUser()
    {
        var who = await server.WhoIsAsync(Token());

        Assert.Equal("oidc:erin", (string?)who["username"]);
        Assert.Equal(["oidc:devs", "oidc:ops", "system:authenticated"], who["groups"]!.AsArray().Select(group => (string?)group));
    }

    [Fact]
    public async Task Token_OfARolledOverKey_IsAccepted()
    {
        var before = Token();
        await server.WhoIsAsync(before);

        server.Service.RollOver("second");

        await server.WhoIsAsync(Token());
    }

    [Fact]
    public async Task Token_ThatIsWrong_IsRefused()
    {
        using var other = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

        await server.RefusesAsync(Token(claims => claims["exp"] = now - 10));
        await server.RefusesAsync(Token(claims => claims.Remove("exp")));
        await server.RefusesAsync(Token(claims => claims["nbf"] = now + 3600));
        await server.RefusesAsync(Token(claims => claims["aud"] = "another-client"));
        await server.RefusesAsync(Token(claims => claims["iss"] = "https://127.0.0.1:1"));
        await server.RefusesAsync(Token(claims => claims["tenant"] = "red"));
        await server.RefusesAsync(Token(claims => claims.Remove("tenant")));
        await server.RefusesAsync(Token(claims => claims.Remove("name")));
        await server.RefusesAsync(Token(claims => claims["name"] = new JsonArray("erin")));
        await server.RefusesAsync(Token(claims => claims["groups"] = new JsonObject()));
        await server.RefusesAsync(Jwt.Rs256(Claims(), other, server.Service.Signing.Id));
        await server.RefusesAsync(Jwt.Unsigned(Claims()));
        await server.RefusesAsync(Jwt.Hs256(Claims(), server.Service.Signing.Key.ExportSubjectPublicKeyInfoPem(), server.Service.Signing.Id));
        await server.RefusesAsync(Jwt.Tampered(Token(), claims => claims["groups"] = new JsonArray("admins")));
    }

    private string Token(Action<JsonObject>? change = null)
    {
        var claims = Claims();
        change?.Invoke(claims);
        return Jwt.Rs256(claims, server.Service.Signing.Key, server.Service.Signing.Id);
    }

    private JsonObject Claims() => new()
    {
        ["iss"] = server.Service.Url, ["aud"] = AuthServerFixture.OidcClient, ["sub"] = "1", ["name"] = "erin", ["tenant"] = "blue",
        ["groups"] = new JsonArray("devs", "ops"), ["exp"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 600,
    };
}
