using System.Globalization;
using Kube.Conformance.Support;
using Kube.Tests.Etcd;
using Xunit.Abstractions;

namespace Kube.Conformance.Durability;

/// <summary>What <c>kill -9</c> of the API server may cost: unanswered requests, and nothing else. More rounds: docs/durability.md.</summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("KUBE_CRASH_ROUNDS"), CultureInfo.InvariantCulture, out var asked) ? asked : 8;

    [Fact]
    public async Task Kill_EmbeddedStore_KeepsTheHistoryWhole()
    {
        await using var server = new PrivateApiServer();
        Check(await new CrashRun(server).RunAsync(Rounds));
    }

    [Fact]
    public async Task Kill_OnEtcd_KeepsTheHistoryWhole()
    {
        var folder = Directory.CreateTempSubdirectory("kube-etcd-");
        using (var etcd = new EtcdMember(folder.FullName, "etcd"))
        {
            etcd.Start();
            await using var server = new PrivateApiServer();
            Check(await new CrashRun(server, "--etcd-servers", etcd.Url).RunAsync(Rounds));
        }

        folder.Delete(recursive: true);
    }

    private void Check(CrashReport report)
    {
        output.WriteLine(report.ToString());
        Assert.True(report.Faults.Count == 0, report.ToString());
        Assert.True(report.Changes > report.Rounds, report.ToString());
    }
}
