using Kube.Cli.Pki;

namespace Kube.Cli.Tests.Pki;

public sealed class CertificateSubjectTests
{
    [Fact]
    public void DistinguishedName_Organizations_AreInTheOrderTheyWereGiven()
    {
        var name = new CertificateSubject("kubernetes-admin", "kubeadm:cluster-admins", "system:masters").DistinguishedName();

        Assert.Equal(
            ["kubeadm:cluster-admins", "system:masters", "kubernetes-admin"],
            name.EnumerateRelativeDistinguishedNames(reversed: false).Select(part => part.GetSingleElementValue()));
    }
}
