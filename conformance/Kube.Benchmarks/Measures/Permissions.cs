using System.Runtime.CompilerServices;
using System.Text;
using Kube.Benchmarks.Load;
using Kube.Benchmarks.Reports;
using Kube.Benchmarks.Targets;

namespace Kube.Benchmarks.Measures;

/// <summary>What deciding by roles costs a get: a user with one role, beside the same user where everything is allowed; by turns, on new servers.</summary>
internal static class Permissions
{
    private const int Gets = 20_000;

    private static readonly (string Plural, string Object)[] Rights =
    [
        ("clusterroles", $$"""{"metadata":{"name":"{{OwnServer.Reader}}"},"rules":[{"apiGroups":[""],"resources":["configmaps","pods"],"verbs":["get","list","watch"]}]}"""),
        ("clusterrolebindings", $$"""{"metadata":{"name":"{{OwnServer.Reader}}"},"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"{{OwnServer.Reader}}"},"subjects":[{"apiGroup":"rbac.authorization.k8s.io","kind":"User","name":"{{OwnServer.Reader}}"}]}"""),
    ];

    public static async IAsyncEnumerable<Row> RunAsync(Subject subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (subject.Own is not { } own) yield break;
        await using var open = own.Fresh("AlwaysAllow");
        await using var ruled = own.Fresh();
        var (openGet, ruledGet) = (await PrepareAsync(open, cancellation), await PrepareAsync(ruled, cancellation));
        var (allowed, decided) = await Turns.MeasureAsync(
            _ => LoadGenerator.RunAsync(open.Target, Gets, _ => openGet, 200, cancellation),
            _ => LoadGenerator.RunAsync(ruled.Target, Gets, _ => ruledGet, 200, cancellation));
        yield return Row.Rate("get, AlwaysAllow", allowed);
        yield return Row.Rate("get, RBAC with one role", decided) with { Limit = allowed.PerSecond };
    }

    /// <summary>One pod, and the right to read it. Returns the request for it.</summary>
    private static async Task<byte[]> PrepareAsync(OwnServer server, CancellationToken cancellation)
    {
        await server.StartAsync(cancellation);
        var workspace = new Workspace(server.Target);
        await workspace.PrepareAsync(cancellation);
        await using var connection = await Connection.OpenAsync(server.Target, cancellation);
        await connection.SendAsync(workspace.CreatePod(0), cancellation);
        foreach (var (plural, obj) in Rights)
        {
            await connection.SendAsync(server.Target.Request("POST", $"/apis/rbac.authorization.k8s.io/v1/{plural}", Encoding.UTF8.GetBytes(obj)), cancellation);
            if (connection.Status != 201) throw new BenchmarkException($"expected 201, got {connection.Status}: {Encoding.UTF8.GetString(connection.Body)}");
        }
        var get = new Workspace(server.Target with { Token = OwnServer.Reader }, workspace.Name).GetPod(0);
        await LoadGenerator.RunAsync(server.Target, Gets, _ => get, 200, cancellation);
        return get;
    }
}
