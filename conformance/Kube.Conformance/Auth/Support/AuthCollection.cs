namespace Kube.Conformance.Auth.Support;

/// <summary>Tests that share the server of <see cref="AuthServerFixture"/>; each takes names of its own.</summary>
[CollectionDefinition(Name)]
public sealed class AuthCollection : ICollectionFixture<AuthServerFixture>
{
    public const string Name = "Authentication and authorization";
}
