using System.Security.Cryptography.X509Certificates;
using Kube.Machinery.Certificates;
using Microsoft.Extensions.Time.Testing;

namespace Kube.Machinery.Tests.Certificates;

public sealed class AuthorityFilesTests : IDisposable
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(1000);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kube-authority-");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Ensure_Twice_IsTheSameAuthority()
    {
        Files().Ensure("kubernetes", Life);
        var made = Text();

        Files().Ensure("kubernetes", Life);

        Assert.Equal(made, Text());
        using var authority = Files().Load();
        Assert.Equal("CN=kubernetes", authority.Name.Name);
    }

    [Theory]
    [InlineData("ca.crt")]
    [InlineData("ca.key")]
    public void Load_OneFileMissing_SaysSoAndLeavesTheOther(string missing)
    {
        Files().Ensure("kubernetes", Life);
        File.Delete(PathOf(missing));

        Files().Ensure("kubernetes", Life);
        var failure = Assert.Throws<InvalidDataException>(() => Files().Load());

        Assert.Contains("are damaged", failure.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(PathOf(missing)));
    }

    [Fact]
    public void Renew_MostOfItsLifeAhead_ChangesNothing()
    {
        Files().Ensure("kubernetes", Life);
        var made = Text();
        _time.Advance(TimeSpan.FromDays(790));

        var next = Files().Renew();

        Assert.Equal(made, Text());
        Assert.InRange(next - _time.GetUtcNow(), TimeSpan.FromDays(9.9), TimeSpan.FromDays(10.1));
    }

    [Fact]
    public void Renew_OverTheYears_IsTrustedBeforeItSignsAndAfter()
    {
        Files().Ensure("kubernetes", Life);
        var first = Assert.Single(Trusted());
        using var firstLeaf = Leaf();

        _time.Advance(TimeSpan.FromDays(810));
        Files().Renew();
        var both = Trusted();
        Assert.Equal(2, both.Count);
        Assert.Equal(first, both[0]);
        Assert.True(SignsNow(firstLeaf));

        _time.Advance(TimeSpan.FromDays(110));
        Files().Renew();
        Assert.Equal([both[1], first], Trusted());
        Assert.False(SignsNow(firstLeaf));
        using var secondLeaf = Leaf();
        Assert.True(SignsNow(secondLeaf));

        _time.Advance(TimeSpan.FromDays(100));
        var next = Files().Renew();
        Assert.Equal([both[1]], Trusted());
        Assert.True(SignsNow(secondLeaf));
        Assert.True(next > _time.GetUtcNow());
        Assert.Equal(["ca.crt", "ca.key"], _folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Renew_LongAfterItsEnd_IsAnotherAtOnce()
    {
        Files().Ensure("kubernetes", Life);
        var first = Assert.Single(Trusted());
        _time.Advance(Life * 2);

        Files().Renew();

        Assert.NotEqual(first, Assert.Single(Trusted()));
        using var leaf = Leaf();
        Assert.True(SignsNow(leaf));
    }

    [Fact]
    public void Renew_StoppedBetweenKeyAndCertificates_GoesOn()
    {
        Files().Ensure("kubernetes", Life);
        _time.Advance(TimeSpan.FromDays(810));
        Files().Renew();
        _time.Advance(TimeSpan.FromDays(110));

        // The first of the two steps of the succession.
        File.Move(PathOf("ca-next.key"), PathOf("ca.key"), overwrite: true);
        using var leaf = Leaf();
        Files().Renew();

        Assert.True(SignsNow(leaf));
        using var first = X509Certificate2.CreateFromPemFile(PathOf("ca.crt"), PathOf("ca.key"));
        Assert.True(first.HasPrivateKey);
    }

    [Fact]
    public void Files_All_AreForTheOwnerOnly()
    {
        Files().Ensure("kubernetes", Life);
        _time.Advance(TimeSpan.FromDays(810));
        Files().Renew();

        Assert.Equal(3, _folder.GetFiles().Length);
        Assert.All(_folder.GetFiles(), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, file.UnixFileMode));
    }

    private AuthorityFiles Files() => new(_folder.FullName, "ca", _time);

    private List<string> Trusted() => [.. TrustedAuthorities.Read(PathOf("ca.crt")).Select(certificate => certificate.Thumbprint)];

    private X509Certificate2 Leaf()
    {
        using var authority = Files().Load();
        return authority.Issue(new X500DistinguishedName("CN=leaf"), [], TimeSpan.FromDays(10));
    }

    private bool SignsNow(X509Certificate2 leaf)
    {
        using var authority = Files().Load();
        return authority.Signed(leaf);
    }

    private string Text() => File.ReadAllText(PathOf("ca.crt")) + File.ReadAllText(PathOf("ca.key"));

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
