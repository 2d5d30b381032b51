using Kube.ApiServer.Kinds;
using Kube.ApiServer.Tests.Hosting;

namespace Kube.ApiServer.Tests.Admission;

public sealed class DefaultingStepsTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    [Fact]
    public async Task StorageClasses_DefaultOneGrowsOnlyIfItMay()
    {
        var space = await server.NamespaceAsync();
        const string Classes = "/apis/storage.k8s.io/v1/storageclasses";
        await server.SendAsync(HttpMethod.Post, Classes, """{"metadata":{"name":"plain"},"provisioner":"p"}""", 201);
        await server.SendAsync(HttpMethod.Post, Classes, """{"metadata":{"name":"std","annotations":{"storageclass.kubernetes.io/is-default-class":"true"}},"provisioner":"p"}""", 201);
        var claims = $"/api/v1/namespaces/{space}/persistentvolumeclaims";

        var claim = await server.SendAsync(HttpMethod.Post, claims, """{"metadata":{"name":"c"},"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}}}}""", 201);
        var none = await server.SendAsync(HttpMethod.Post, claims, """{"metadata":{"name":"n"},"spec":{"storageClassName":"","accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}}}}""", 201);
        await server.SendAsync(HttpMethod.Patch, $"{claims}/c", """{"spec":{"volumeName":"v"}}""", 200, "application/merge-patch+json");
        await server.SendAsync(HttpMethod.Patch, $"{claims}/c/status", """{"status":{"phase":"Bound","capacity":{"storage":"1Gi"}}}""", 200, "application/merge-patch+json");
        var grown = await server.SendAsync(HttpMethod.Patch, $"{claims}/c", """{"spec":{"resources":{"requests":{"storage":"2Gi"}}}}""", 403, "application/merge-patch+json");

        Assert.Equal(("std", ""), (claim.Spec().Text("storageClassName"), none.Spec().Text("storageClassName")));
        Assert.Equal("persistentvolumeclaims \"c\" is forbidden: only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize", grown.String("message"));
        await server.SendAsync(HttpMethod.Patch, $"{Classes}/std", """{"allowVolumeExpansion":true}""", 200, "application/merge-patch+json");
        await server.SendAsync(HttpMethod.Patch, $"{claims}/c", """{"spec":{"resources":{"requests":{"storage":"2Gi"}}}}""", 200, "application/merge-patch+json");
    }

    [Fact]
    public async Task IngressClasses_TheDefaultIsGiven()
    {
        var space = await server.NamespaceAsync();
        await server.SendAsync(HttpMethod.Post, "/apis/networking.k8s.io/v1/ingressclasses",
            """{"metadata":{"name":"std","annotations":{"ingressclass.kubernetes.io/is-default-class":"true"}},"spec":{"controller":"example.com/c"}}""", 201);

        var ingress = await server.SendAsync(HttpMethod.Post, $"/apis/networking.k8s.io/v1/namespaces/{space}/ingresses",
            """{"metadata":{"name":"i"},"spec":{"defaultBackend":{"service":{"name":"s","port":{"number":80}}}}}""", 201);

        Assert.Equal("std", ingress.Spec().Text("ingressClassName"));
    }

    [Fact]
    public async Task RuntimeClasses_GiveOverheadAndScheduling()
    {
        var pods = $"/api/v1/namespaces/{await server.NamespaceAsync()}/pods";
        await server.SendAsync(HttpMethod.Post, "/apis/node.k8s.io/v1/runtimeclasses",
            """{"metadata":{"name":"kata"},"handler":"kata","overhead":{"podFixed":{"cpu":"100m"}},"scheduling":{"nodeSelector":{"kata":"yes"},"tolerations":[{"key":"kata","operator":"Exists"}]}}""", 201);

        var spec = (await server.SendAsync(HttpMethod.Post, pods, Pod("a", "\"runtimeClassName\":\"kata\","), 201)).Spec();
        var absent = await server.SendAsync(HttpMethod.Post, pods, Pod("b", "\"runtimeClassName\":\"nope\","), 403);
        var own = await server.SendAsync(HttpMethod.Post, pods, Pod("d", "\"overhead\":{\"cpu\":\"1\"},"), 403);
        var conflict = await server.SendAsync(HttpMethod.Post, pods, Pod("e", "\"runtimeClassName\":\"kata\",\"nodeSelector\":{\"kata\":\"no\"},"), 403);

        Assert.Equal(("100m", "yes"), (spec.Part("overhead").Text("cpu"), spec.Part("nodeSelector").Text("kata")));
        Assert.Contains(spec.Maps("tolerations"), toleration => toleration.Text("key") == "kata");
        Assert.Equal("pods \"b\" is forbidden: pod rejected: RuntimeClass \"nope\" not found", absent.String("message"));
        Assert.Equal("pods \"d\" is forbidden: pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead", own.String("message"));
        Assert.Equal("pods \"e\" is forbidden: conflict: runtimeClass.scheduling.nodeSelector[kata] = yes; pod.spec.nodeSelector[kata] = no", conflict.String("message"));
    }

    [Fact]
    public async Task PriorityClasses_OnlyOneIsTheDefault()
    {
        const string Classes = "/apis/scheduling.k8s.io/v1/priorityclasses";
        await server.SendAsync(HttpMethod.Post, Classes, """{"metadata":{"name":"one"},"value":5,"globalDefault":true}""", 201);

        var second = await server.SendAsync(HttpMethod.Post, Classes, """{"metadata":{"name":"two"},"value":6,"globalDefault":true}""", 403);
        var pod = await server.SendAsync(HttpMethod.Post, $"/api/v1/namespaces/{await server.NamespaceAsync()}/pods", Pod("p", ""), 201);
        await server.SendAsync(HttpMethod.Delete, $"{Classes}/one");

        Assert.Equal("priorityclasses.scheduling.k8s.io \"two\" is forbidden: PriorityClass one is already marked as default. Only one default can exist", second.String("message"));
        Assert.Equal(("one", 5L), (pod.Spec().Text("priorityClassName"), pod.Spec().Number("priority")));
    }

    private static string Pod(string name, string more) => $$$"""{"metadata":{"name":"{{{name}}}"},"spec":{ {{{more}}} "containers":[{"name":"c","image":"x"}]}}""";
}
