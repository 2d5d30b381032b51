using System.CommandLine;
using Kube.Controllers.Certificates;
using Kube.Controllers.Hosting;

namespace Kube.Controllers.Tests.Hosting;

public sealed class SigningFlagsTests
{
    [Fact]
    public void Read_OneAuthority_SignsForAllSigners()
    {
        var (signers, errors) = Read("--cluster-signing-cert-file=ca.crt", "--cluster-signing-key-file=ca.key");

        Assert.Empty(errors);
        Assert.Equal(4, signers.Count);
        Assert.All(signers.Values, authority => Assert.Equal(new SigningAuthority("ca.crt", "ca.key"), authority));
    }

    [Fact]
    public void Read_AuthorityOfOneSigner_SignsForItAlone()
    {
        var (signers, errors) = Read("--cluster-signing-kubelet-serving-cert-file=k.crt", "--cluster-signing-kubelet-serving-key-file=k.key");

        Assert.Empty(errors);
        Assert.Equal(new SigningAuthority("k.crt", "k.key"), Assert.Single(signers).Value);
        Assert.Equal(SignerNames.KubeletServing, Assert.Single(signers).Key);
    }

    [Fact]
    public void Read_Both_IsRefused() => Assert.Equal(
        ["cannot specify --cluster-signing-{cert,key}-file and other --cluster-signing-*-file flags at the same time"],
        Read("--cluster-signing-cert-file=ca.crt", "--cluster-signing-legacy-unknown-cert-file=k.crt").Errors);

    private static (IReadOnlyDictionary<string, SigningAuthority> Signers, IEnumerable<string> Errors) Read(params string[] arguments)
    {
        var flags = new SigningFlags();
        var command = new RootCommand();
        flags.AddTo(command);
        var parsed = command.Parse(arguments);
        return (flags.Read(parsed), parsed.Errors.Select(error => error.Message));
    }
}
