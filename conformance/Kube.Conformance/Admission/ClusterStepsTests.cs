using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kube.Conformance.Support;

namespace Kube.Conformance.Admission;

/// <summary>The steps for namespaces, nodes, storage, ingresses and certificates.</summary>
public sealed class ClusterStepsTests(AdmissionServer server) : IClassFixture<AdmissionServer>
{
    [Fact]
    public async Task NamespaceLifecycle_OfNoNamespace_IsNotFound() =>
        (await server.Kubectl.In("absent").TryAsync("create", "configmap", "lost")).Failed("namespaces \"absent\" not found");

    [Theory]
    [InlineData("default")]
    [InlineData("kube-system")]
    [InlineData("kube-public")]
    public async Task NamespaceLifecycle_OfTheSystem_IsNotDeleted(string name) =>
        (await server.Kubectl.TryAsync("delete", "namespace", name)).Failed($"namespaces \"{name}\" is forbidden: this namespace may not be deleted");

    [Fact]
    public async Task TaintNodesByCondition_NewNode_IsNotReady()
    {
        await server.Kubectl.ApplyAsync("""{"apiVersion":"v1","kind":"Node","metadata":{"name":"fresh"}}""");

        Assert.Equal("node.kubernetes.io/not-ready NoSchedule", await server.Kubectl.GetPathAsync("{.spec.taints[0].key} {.spec.taints[0].effect}", "node", "fresh"));
    }

    [Fact]
    public async Task DefaultClasses_OfClaimsAndIngresses_AreTheNewestDefault()
    {
        var space = await server.NamespaceAsync();
        await space.ApplyAsync("""
            {"apiVersion":"v1","kind":"List","items":[
             {"apiVersion":"storage.k8s.io/v1","kind":"StorageClass","metadata":{"name":"quick","annotations":{"storageclass.kubernetes.io/is-default-class":"true"}},"provisioner":"example.com/p"},
             {"apiVersion":"networking.k8s.io/v1","kind":"IngressClass","metadata":{"name":"front","annotations":{"ingressclass.kubernetes.io/is-default-class":"true"}},"spec":{"controller":"example.com/c"}},
             {"apiVersion":"networking.k8s.io/v1","kind":"IngressClass","metadata":{"name":"side"},"spec":{"controller":"example.com/c"}}]}
            """);

        await ClaimAsync(space, "default");
        await ClaimAsync(space, "none", "\"storageClassName\":\"\",");
        await space.RunAsync("create", "ingress", "default", "--rule=a.example.com/*=b:80");
        await space.RunAsync("create", "ingress", "aside", "--class=side", "--rule=a.example.com/*=b:80");

        Assert.Equal("quick", await space.GetPathAsync("{.spec.storageClassName}", "pvc", "default"));
        Assert.Equal("", await space.GetPathAsync("{.spec.storageClassName}", "pvc", "none"));
        Assert.Equal("front", await space.GetPathAsync("{.spec.ingressClassName}", "ingress", "default"));
        Assert.Equal("side", await space.GetPathAsync("{.spec.ingressClassName}", "ingress", "aside"));
        await space.RunAsync("delete", "storageclass/quick", "ingressclass/front");
    }

    [Fact]
    public async Task StorageObjectInUseProtection_VolumesAndClaims_AreHeld()
    {
        var space = await server.NamespaceAsync();
        await ClaimAsync(space, "held");
        await space.ApplyAsync("""{"apiVersion":"v1","kind":"PersistentVolume","metadata":{"name":"held"},"spec":{"capacity":{"storage":"1Gi"},"accessModes":["ReadWriteOnce"],"hostPath":{"path":"/tmp"}}}""");

        Assert.Equal("[\"kubernetes.io/pvc-protection\"]", await space.GetPathAsync("{.metadata.finalizers}", "pvc", "held"));
        Assert.Equal("[\"kubernetes.io/pv-protection\"]", await space.GetPathAsync("{.metadata.finalizers}", "pv", "held"));
    }

    [Fact]
    public async Task PersistentVolumeClaimResize_WhereTheClassDoesNotExpand_IsRefused()
    {
        var space = await server.NamespaceAsync();
        await space.ApplyAsync("""
            {"apiVersion":"v1","kind":"List","items":[
             {"apiVersion":"storage.k8s.io/v1","kind":"StorageClass","metadata":{"name":"rigid"},"provisioner":"example.com/p"},
             {"apiVersion":"storage.k8s.io/v1","kind":"StorageClass","metadata":{"name":"stretching"},"provisioner":"example.com/p","allowVolumeExpansion":true}]}
            """);
        foreach (var name in (string[])["rigid", "stretching"])
        {
            await ClaimAsync(space, name, $"\"storageClassName\":\"{name}\",\"volumeName\":\"v\",");
            await space.RunAsync("patch", "pvc", name, "--subresource=status", "-p", """{"status":{"phase":"Bound","capacity":{"storage":"1Gi"}}}""");
        }

        (await GrowAsync("rigid")).Failed("persistentvolumeclaims \"rigid\" is forbidden: only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize");
        (await GrowAsync("stretching")).Succeeded();

        Task<Outcome> GrowAsync(string name) => space.TryAsync("patch", "pvc", name, "-p", """{"spec":{"resources":{"requests":{"storage":"2Gi"}}}}""");
    }

    [Fact]
    public async Task CertificateApprovalAndSigning_WithoutTheRightForTheSigner_AreForbidden()
    {
        const string signer = "example.com/signer";
        await server.Kubectl.RunAsync("create", "clusterrole", "csr-writer", "--verb=get,update", "--resource=certificatesigningrequests,certificatesigningrequests/approval,certificatesigningrequests/status");
        await server.Kubectl.RunAsync("create", "clusterrolebinding", "csr-writer", "--clusterrole=csr-writer", "--user=writer");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pem = new CertificateRequest("CN=somebody", key, HashAlgorithmName.SHA256).CreateSigningRequestPem();
        await server.Kubectl.ApplyAsync($$"""
            {"apiVersion":"certificates.k8s.io/v1","kind":"CertificateSigningRequest","metadata":{"name":"asked"},
             "spec":{"signerName":"{{signer}}","usages":["client auth"],"request":"{{Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(pem))}}"} }
            """);

        (await server.Kubectl.TryAsync("certificate", "approve", "asked", "--as=writer"))
            .Failed($"certificatesigningrequests.certificates.k8s.io \"asked\" is forbidden: user not permitted to approve requests with signerName \"{signer}\"");
        (await SignAsync()).Failed($"certificatesigningrequests.certificates.k8s.io \"asked\" is forbidden: user not permitted to sign requests with signerName \"{signer}\"");

        await server.Kubectl.ApplyAsync("""{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","metadata":{"name":"csr-signer"},"rules":[{"apiGroups":["certificates.k8s.io"],"resources":["signers"],"resourceNames":["example.com/*"],"verbs":["approve","sign"]}]}""");
        await server.Kubectl.RunAsync("create", "clusterrolebinding", "csr-signer", "--clusterrole=csr-signer", "--user=writer");
        (await server.Kubectl.TryAsync("certificate", "approve", "asked", "--as=writer")).Succeeded();
        (await SignAsync()).Succeeded();

        async Task<Outcome> SignAsync()
        {
            var request = await server.Kubectl.GetJsonAsync("csr", "asked");
            request["status"]!.AsObject()["certificate"] = Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(Certificate(key)));
            return await server.Kubectl.TryWithInputAsync(request.ToJsonString(), "replace", "--subresource=status", "-f", "-", "--as=writer");
        }
    }

    private static string Certificate(ECDsa key)
    {
        using var made = new CertificateRequest("CN=somebody", key, HashAlgorithmName.SHA256).CreateSelfSigned(TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow().AddHours(1));
        return made.ExportCertificatePem() + "\n";
    }

    /// <param name="more">Of its specification, with a comma after it.</param>
    private static Task<string> ClaimAsync(Kubectl kubectl, string name, string more = "") => kubectl.ApplyAsync(
        $$$"""{"apiVersion":"v1","kind":"PersistentVolumeClaim","metadata":{"name":"{{{name}}}"},"spec":{{{{more}}}"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"} } } }""");
}
