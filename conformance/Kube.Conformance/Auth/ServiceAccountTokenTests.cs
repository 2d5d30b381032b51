using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Kube.Conformance.Auth.Support;
using Kube.Conformance.Support;

namespace Kube.Conformance.Auth;

/// <summary>Service account tokens: whom they stand for, and every try to pass for one that must fail.</summary>
[Collection(AuthCollection.Name)]
public sealed class ServiceAccountTokenTests(AuthServerFixture server)
{
    [Fact]
    public async Task Token_Issued_IsTheAccount()
    {
        var space = await server.NamespaceAsync();
        var token = await server.TokenAsync(space);

        var who = await server.WhoIsAsync(token);

        Assert.Equal($"system:serviceaccount:{space}:default", (string?)who["username"]);
        Assert.Equal(["system:serviceaccounts", $"system:serviceaccounts:{space}", "system:authenticated"], Texts(who["groups"]));
        Assert.Equal([$"JTI={(string?)Jwt.ClaimsOf(token)["jti"]}"], Texts(who["extra"]!["authentication.kubernetes.io/credential-id"]));
        Assert.Equal(AuthServerFixture.Issuer, (string?)Jwt.ClaimsOf(token)["iss"]);
        Assert.Equal([AuthServerFixture.Audience], Texts(Jwt.ClaimsOf(token)["aud"]));
    }

    [Fact]
    public async Task Token_OfFormerIssuer_IsStillAccepted()
    {
        var token = await server.TokenAsync(await server.NamespaceAsync());

        await server.WhoIsAsync(Resigned(token, claims => claims["iss"] = AuthServerFixture.FormerIssuer));
    }

    [Fact]
    public async Task Token_Forged_IsRefused()
    {
        var token = await server.TokenAsync(await server.NamespaceAsync());
        var claims = Jwt.ClaimsOf(token);
        using var other = RSA.Create(2048);
        var publicKey = server.ServiceAccountKey.ExportSubjectPublicKeyInfoPem();
        await server.WhoIsAsync(Resigned(token, _ => { })); // The forgeries fail for what is wrong with them alone.

        await server.RefusesAsync(Jwt.Unsigned(claims));
        await server.RefusesAsync(Jwt.Unsigned(claims, "None"));
        await server.RefusesAsync(Jwt.Unsigned(claims, "RS256"));
        await server.RefusesAsync(Jwt.Hs256(claims, publicKey, Jwt.KeyIdOf(token)));
        await server.RefusesAsync(Jwt.Hs256(claims, publicKey));
        await server.RefusesAsync(Jwt.Rs256(claims, other, Jwt.KeyIdOf(token)));
        await server.RefusesAsync(Jwt.Tampered(token, changed => changed["sub"] = "system:serviceaccount:kube-system:default"));
        await server.RefusesAsync(Jwt.Tampered(token, changed => changed["exp"] = (long)changed["exp"]! + 1));
        await server.RefusesAsync(token[..^4]);
        await server.RefusesAsync($"{token}AAAA");
        await server.RefusesAsync(token.Split('.')[0]);
        await server.RefusesAsync("...");
    }

    [Fact]
    public async Task Token_WithOtherClaims_IsRefused()
    {
        var token = await server.TokenAsync(await server.NamespaceAsync());
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

        await server.RefusesAsync(Resigned(token, claims => claims["exp"] = now - 100));
        await server.RefusesAsync(Resigned(token, claims => claims.Remove("exp")));
        await server.RefusesAsync(Resigned(token, claims => claims["nbf"] = now + 600));
        await server.RefusesAsync(Resigned(token, claims => claims["aud"] = "https://vault.example.com"));
        await server.RefusesAsync(Resigned(token, claims => claims.Remove("aud")));
        await server.RefusesAsync(Resigned(token, claims => claims["iss"] = "https://evil.example.com"));
        await server.RefusesAsync(Resigned(token, claims => claims["iss"] = $"{AuthServerFixture.Issuer}/"));
        await server.RefusesAsync(Resigned(token, claims => claims.Remove("kubernetes.io")));
        await server.RefusesAsync(Resigned(token, claims => claims["kubernetes.io"]!["serviceaccount"]!["uid"] = "another"));
        await server.RefusesAsync(Resigned(token, claims => claims["kubernetes.io"]!["namespace"] = "kube-system"));
    }

    [Fact]
    public async Task Review_TokenForAnotherAudience_KnowsItThereAlone()
    {
        var space = await server.NamespaceAsync();
        var token = await server.TokenAsync(space, """{"audiences":["vault","db"]}""");

        await server.RefusesAsync(token);
        Assert.Null((await ReviewAsync(token))["authenticated"]);
        var known = await ReviewAsync(token, "vault", "other");
        Assert.True((bool)known["authenticated"]!);
        Assert.Equal(["vault"], Texts(known["audiences"]));
    }

    [Fact]
    public async Task Request_LongerThanTheLimit_IsShortenedWithAWarning()
    {
        var space = await server.NamespaceAsync();

        var answer = await server.SendAsAsync(PrivateApiServer.AdminToken, "POST", $"/api/v1/namespaces/{space}/serviceaccounts/default/token", """{"spec":{"expirationSeconds":86400}}""");

        Assert.Equal(7200, (long)answer.Json["spec"]!["expirationSeconds"]!);
        Assert.Contains("requested expiration of 86400 seconds shortened to 7200 seconds", answer.Head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_BoundToAPodOfAnotherAccount_IsRefused()
    {
        var space = await server.NamespaceAsync();
        await server.AdminAsync("POST", $"/api/v1/namespaces/{space}/serviceaccounts", """{"metadata":{"name":"other"}}""", 201);
        await server.AdminAsync("POST", $"/api/v1/namespaces/{space}/pods", """{"metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"i"}]}}""", 201);

        var refused = await server.AdminAsync("POST", $"/api/v1/namespaces/{space}/serviceaccounts/other/token", """{"spec":{"boundObjectRef":{"apiVersion":"v1","kind":"Pod","name":"p"}}}""", 400);

        Assert.Contains("cannot bind token for serviceaccount \"other\"", (string)refused["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Discovery_OfTheIssuer_LetsOthersVerifyTokens()
    {
        var token = await server.TokenAsync(await server.NamespaceAsync());
        var configuration = await server.SendAsAsync(token, "GET", "/.well-known/openid-configuration");
        var keys = await server.SendAsAsync(token, "GET", "/openid/v1/jwks");

        Assert.Equal(AuthServerFixture.Issuer, (string?)configuration.Json["issuer"]);
        Assert.EndsWith("/openid/v1/jwks", (string)configuration.Json["jwks_uri"]!, StringComparison.Ordinal);
        Assert.Equal(["RS256"], Texts(configuration.Json["id_token_signing_alg_values_supported"]));
        Assert.Contains("application/jwk-set+json", keys.Head, StringComparison.Ordinal);
        var key = Assert.Single(keys.Json["keys"]!.AsArray())!;
        Assert.Equal(["alg", "e", "kid", "kty", "n", "use"], key.AsObject().Select(field => field.Key).Order(StringComparer.Ordinal));
        Assert.Equal(Jwt.KeyIdOf(token), (string?)key["kid"]);
        Assert.True(Verifies(token, key), "the published key verifies the token");
        Assert.Equal(403, (await server.SendAsync("GET", "/openid/v1/jwks")).Status);
    }

    [Fact]
    public async Task Tokens_OfAnyKind_AreNeverLogged()
    {
        var token = await server.TokenAsync(await server.NamespaceAsync());
        await server.WhoIsAsync(token);
        await server.RefusesAsync(token[..^4]);

        Assert.DoesNotContain(token.Split('.')[2][..20], server.Log, StringComparison.Ordinal);
    }

    private string Resigned(string token, Action<JsonObject> change)
    {
        var claims = Jwt.ClaimsOf(token);
        change(claims);
        return Jwt.Rs256(claims, server.ServiceAccountKey, Jwt.KeyIdOf(token));
    }

    private async Task<JsonNode> ReviewAsync(string token, params string[] audiences) =>
        (await server.AdminAsync("POST", "/apis/authentication.k8s.io/v1/tokenreviews",
            new JsonObject { ["spec"] = new JsonObject { ["token"] = token, ["audiences"] = new JsonArray([.. audiences.Select(audience => (JsonNode)audience)]) } }.ToJsonString(), 201))["status"]!;

    private static bool Verifies(string token, JsonNode key)
    {
        var parts = token.Split('.');
        using var rsa = RSA.Create(new RSAParameters { Modulus = Bytes(key["n"]!), Exponent = Bytes(key["e"]!) });
        return rsa.VerifyData(System.Text.Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Decoded(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

        static byte[] Bytes(JsonNode text) => Decoded((string)text!);
        static byte[] Decoded(string text) => System.Buffers.Text.Base64Url.DecodeFromChars(text);
    }

    private static IEnumerable<string?> Texts(JsonNode? array) => array is JsonArray values ? values.Select(value => (string?)value) : [(string?)array];
}
