using Kube.Conformance.Auth.Support;

namespace Kube.Conformance.Auth;

/// <summary>A node's certificate opens what concerns that node, and nothing of another's.</summary>
[Collection(AuthCollection.Name)]
public sealed class NodeTests(AuthServerFixture server)
{
    [Fact]
    public async Task Node_SeesWhatItsPodsNeed_AndNoOtherDoes()
    {
        var space = await server.NamespaceAsync();
        var objects = $"/api/v1/namespaces/{space}";
        await server.AdminAsync("POST", $"{objects}/secrets", """{"metadata":{"name":"wanted"}}""", 201);
        await server.AdminAsync("POST", $"{objects}/configmaps", """{"metadata":{"name":"wanted"}}""", 201);
        await server.AdminAsync("POST", $"{objects}/pods",
            """{"metadata":{"name":"p"},"spec":{"nodeName":"mine","containers":[{"name":"c","image":"i","envFrom":[{"secretRef":{"name":"wanted"}},{"configMapRef":{"name":"wanted"}}]}]}}""", 201);

        foreach (var path in (string[])["secrets/wanted", "configmaps/wanted", "pods/p"])
        {
            Assert.Equal(200, await AsAsync("mine", "GET", $"{objects}/{path}"));
            Assert.Equal(403, await AsAsync("other", "GET", $"{objects}/{path}"));
        }
        Assert.Equal(201, await AsAsync("mine", "POST", $"{objects}/serviceaccounts/default/token", """{"spec":{"boundObjectRef":{"apiVersion":"v1","kind":"Pod","name":"p"}}}"""));
        Assert.Equal(403, await AsAsync("other", "POST", $"{objects}/serviceaccounts/default/token", "{}"));
        Assert.Equal(403, await AsAsync("mine", "GET", $"{objects}/secrets"));
        Assert.Equal(403, await AsAsync("mine", "PUT", $"{objects}/secrets/wanted", "{}"));
    }

    [Fact]
    public async Task Node_SeesTheStorageAndDevicesOfItsPods_AndNoOtherDoes()
    {
        var space = await server.NamespaceAsync();
        var objects = $"/api/v1/namespaces/{space}";
        await server.AdminAsync("POST", $"{objects}/persistentvolumeclaims", $$$"""{"metadata":{"name":"disk"},"spec":{"volumeName":"pv-{{{space}}}","accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"} } } }""", 201);
        await server.AdminAsync("POST", "/api/v1/persistentvolumes", $$$"""
            {"metadata":{"name":"pv-{{{space}}}"},"spec":{"capacity":{"storage":"1Gi"},"accessModes":["ReadWriteOnce"],"claimRef":{"namespace":"{{{space}}}","name":"disk"},
             "csi":{"driver":"example.com","volumeHandle":"v","nodeStageSecretRef":{"namespace":"{{{space}}}","name":"stage"} } } }
            """, 201);
        await server.AdminAsync("POST", $"{objects}/secrets", """{"metadata":{"name":"stage"}}""", 201);
        await server.AdminAsync("POST", "/apis/storage.k8s.io/v1/volumeattachments", $$$"""{"metadata":{"name":"va-{{{space}}}"},"spec":{"attacher":"example.com","nodeName":"mine","source":{"persistentVolumeName":"pv-{{{space}}}"} } }""", 201);
        await server.AdminAsync("POST", $"/apis/resource.k8s.io/v1/namespaces/{space}/resourceclaims", """{"metadata":{"name":"device"},"spec":{}}""", 201);
        await server.AdminAsync("POST", "/apis/resource.k8s.io/v1/resourceslices", $$$"""{"metadata":{"name":"slice-{{{space}}}"},"spec":{"nodeName":"mine","driver":"example.com","pool":{"name":"p","generation":1,"resourceSliceCount":1} } }""", 201);
        await server.AdminAsync("POST", $"{objects}/pods", """
            {"metadata":{"name":"p"},"spec":{"nodeName":"mine","resourceClaims":[{"name":"d","resourceClaimName":"device"}],"containers":[{"name":"c","image":"i","resources":{"claims":[{"name":"d"}]}}],
             "volumes":[{"name":"v","persistentVolumeClaim":{"claimName":"disk"}}]}}
            """, 201);

        foreach (var path in (string[])
        [
            $"{objects}/persistentvolumeclaims/disk", $"/api/v1/persistentvolumes/pv-{space}", $"{objects}/secrets/stage", $"/apis/storage.k8s.io/v1/volumeattachments/va-{space}",
            $"/apis/resource.k8s.io/v1/namespaces/{space}/resourceclaims/device", $"/apis/resource.k8s.io/v1/resourceslices/slice-{space}",
        ])
        {
            Assert.True(await AsAsync("mine", "GET", path) == 200, path);
            Assert.True(await AsAsync("other", "GET", path) == 403, path);
        }
        // What only the pod led to is gone with it.
        await server.AdminAsync("DELETE", $"{objects}/pods/p?gracePeriodSeconds=0");
        Assert.Equal(403, await AsAsync("mine", "GET", $"{objects}/secrets/stage"));
        Assert.Equal(403, await AsAsync("mine", "GET", $"/api/v1/persistentvolumes/pv-{space}"));
    }

    [Fact]
    public async Task Node_MakesItsOwnLeaseAndStorageNode_AndNoOthers()
    {
        await server.AdminAsync("POST", "/api/v1/nodes", """{"metadata":{"name":"self"}}""", 201);

        Assert.Equal(201, await AsAsync("self", "POST", "/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases", """{"metadata":{"name":"self","namespace":"kube-node-lease"},"spec":{"holderIdentity":"self"}}"""));
        Assert.Equal(200, await AsAsync("self", "GET", "/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/self"));
        Assert.Equal(201, await AsAsync("self", "POST", "/apis/storage.k8s.io/v1/csinodes", """{"metadata":{"name":"self"},"spec":{"drivers":[]}}"""));
        Assert.Equal(200, await AsAsync("self", "GET", "/apis/storage.k8s.io/v1/csinodes/self"));
        Assert.Equal(200, await AsAsync("self", "GET", "/api/v1/nodes/self"));
    }

    [Theory]
    [InlineData("/api/v1/nodes/mine", 404)]
    [InlineData("/api/v1/nodes/other", 403)]
    [InlineData("/api/v1/nodes", 403)]
    [InlineData("/api/v1/nodes?fieldSelector=metadata.name%3Dother", 403)]
    [InlineData("/api/v1/pods?fieldSelector=spec.nodeName%3Dmine", 200)]
    [InlineData("/api/v1/pods?fieldSelector=spec.nodeName%3Dother", 403)]
    [InlineData("/api/v1/pods?fieldSelector=spec.nodeName!%3Dother", 403)]
    [InlineData("/api/v1/pods?fieldSelector=spec.nodeName%3Dother,metadata.name%3Dx", 403)]
    [InlineData("/api/v1/pods?labelSelector=spec.nodeName%3Dmine", 403)]
    [InlineData("/api/v1/pods", 403)]
    [InlineData("/apis/storage.k8s.io/v1/volumeattachments", 403)]
    [InlineData("/apis/storage.k8s.io/v1/volumeattachments/unrelated", 403)]
    [InlineData("/apis/storage.k8s.io/v1/csinodes/other", 403)]
    [InlineData("/apis/resource.k8s.io/v1/resourceslices", 403)]
    [InlineData("/apis/resource.k8s.io/v1/resourceslices?fieldSelector=spec.nodeName%3Dmine", 200)]
    [InlineData("/apis/resource.k8s.io/v1/namespaces/default/resourceclaims/unrelated", 403)]
    [InlineData("/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/other", 403)]
    [InlineData("/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/mine", 404)]
    [InlineData("/apis/rbac.authorization.k8s.io/v1/clusterroles", 403)]
    public async Task Read_OfANode_ConcernsItself(string path, int expected) => Assert.Equal(expected, await AsAsync("mine", "GET", path));

    [Theory]
    [InlineData("DELETE", "/api/v1/nodes/other")]
    [InlineData("DELETE", "/api/v1/nodes")]
    [InlineData("PUT", "/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/other")]
    [InlineData("POST", "/apis/coordination.k8s.io/v1/namespaces/default/leases")]
    [InlineData("PUT", "/apis/storage.k8s.io/v1/csinodes/other")]
    [InlineData("PATCH", "/api/v1/namespaces/default/pods/x")]
    [InlineData("POST", "/api/v1/namespaces/default/pods/x/exec")]
    [InlineData("POST", "/api/v1/nodes/mine/proxy/run")]
    [InlineData("PUT", "/api/v1/persistentvolumes/x")]
    public async Task Write_OfANode_BeyondItself_IsForbidden(string method, string path) => Assert.Equal(403, await AsAsync("mine", method, path, method == "DELETE" ? null : "{}"));

    [Theory]
    [InlineData("CN=system:node:mine")]
    [InlineData("CN=system:node:mine, O=system:authenticated")]
    [InlineData("CN=system:node:, O=system:nodes")]
    [InlineData("CN=mine, O=system:nodes")]
    public async Task Certificate_ThatIsNoNode_HasNoneOfItsRights(string subject)
    {
        using var certificate = server.Clients.Client(subject);

        Assert.Equal(403, (await server.SendAsync("GET", "/api/v1/pods?fieldSelector=spec.nodeName%3Dmine", certificate: certificate)).Status);
    }

    private async Task<int> AsAsync(string node, string method, string path, string? body = null)
    {
        using var certificate = server.Clients.Client($"CN=system:node:{node}, O=system:nodes");
        return (await server.SendAsync(method, path, body: body, certificate: certificate)).Status;
    }
}
