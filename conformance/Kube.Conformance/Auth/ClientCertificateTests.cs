using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using Kube.Conformance.Auth.Support;
using Kube.Conformance.Support;

namespace Kube.Conformance.Auth;

/// <summary>Client certificates: the common name is the user, the organizations are the groups, and strangers' certificates are refused.</summary>
[Collection(AuthCollection.Name)]
public sealed class ClientCertificateTests(AuthServerFixture server)
{
    private static readonly (string, string)[] AdminToken = [("Authorization", $"Bearer {PrivateApiServer.AdminToken}")];

    [Fact]
    public async Task Certificate_OfTheAuthority_IsItsUser()
    {
        using var certificate = server.Clients.Client("CN=alice, O=red, O=blue");

        var who = await server.WhoAsync([], certificate);

        Assert.Equal("alice", (string?)who["username"]);
        Assert.Equal(["blue", "red", "system:authenticated"], who["groups"]!.AsArray().Select(group => (string?)group).Order(StringComparer.Ordinal));
    }

    /// <summary>Go puts all organizations of a name into one part of it.</summary>
    [Fact]
    public async Task Certificate_AsGoWritesIt_HasAllGroupsAndItsUid()
    {
        using var certificate = server.Clients.Client(Named([("2.5.4.10", "red"), ("2.5.4.10", "blue")], [("2.5.4.3", "alice")], [(Uid, "u-1")]));

        var who = await server.WhoAsync([], certificate);

        Assert.Equal(("alice", "u-1"), ((string?)who["username"], (string?)who["uid"]));
        Assert.Equal(["blue", "red", "system:authenticated"], who["groups"]!.AsArray().Select(group => (string?)group).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("one", "two")]
    [InlineData("")]
    public async Task Certificate_WithoutOneUid_IsRefused(params string[] uids)
    {
        using var certificate = server.Clients.Client(Named([.. uids.Select(uid => ((string, string)[])[(Uid, uid)]), [("2.5.4.3", "alice")]]));

        Assert.Equal(401, (await server.TryWhoAsync([], certificate)).Status);
    }

    [Fact]
    public async Task Certificate_OfAStranger_IsRefused()
    {
        using var certificate = server.Strangers.Client("CN=alice, O=system:masters");

        Assert.Equal(401, (await server.TryWhoAsync([], certificate)).Status);
    }

    [Fact]
    public async Task Certificate_Expired_IsRefused()
    {
        using var certificate = server.Clients.Client("CN=alice, O=system:masters", TimeProvider.System.GetUtcNow().AddHours(-1));

        Assert.Equal(401, (await server.TryWhoAsync([], certificate)).Status);
    }

    [Fact]
    public async Task Certificate_ForServers_IsRefused()
    {
        using var certificate = server.Clients.Server("CN=alice, O=system:masters");

        Assert.Equal(401, (await server.TryWhoAsync([], certificate)).Status);
    }

    [Fact]
    public async Task Certificate_WithoutAName_IsRefused()
    {
        using var certificate = server.Clients.Client("O=system:masters");

        Assert.Equal(401, (await server.TryWhoAsync([], certificate)).Status);
    }

    [Fact]
    public async Task Certificate_OfAStrangerBesideAToken_DoesNoHarm()
    {
        using var certificate = server.Strangers.Client("CN=alice");

        Assert.Equal("admin", (string?)(await server.WhoAsync(AdminToken, certificate))["username"]);
    }

    [Fact]
    public async Task Certificate_BesideAnUnknownToken_StillCounts()
    {
        using var certificate = server.Clients.Client("CN=alice");

        Assert.Equal("alice", (string?)(await server.WhoAsync([("Authorization", "Bearer nonsense")], certificate))["username"]);
    }

    private const string Uid = "1.3.6.1.4.1.57683.2";

    /// <summary>A distinguished name of parts with one or several attributes each.</summary>
    private static X500DistinguishedName Named(params (string Oid, string Value)[][] parts)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (var part in parts)
            {
                using var set = writer.PushSetOf();
                foreach (var (oid, value) in part)
                {
                    using var attribute = writer.PushSequence();
                    writer.WriteObjectIdentifier(oid);
                    writer.WriteCharacterString(UniversalTagNumber.UTF8String, value);
                }
            }
        }
        return new X500DistinguishedName(writer.Encode());
    }
}
