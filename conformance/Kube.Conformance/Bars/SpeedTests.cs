using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Kube.Conformance.Support;

namespace Kube.Conformance.Bars;

/// <summary>
/// How fast and small a cluster has to be. Runs alone, and counts the best of several tries: what else the machine is doing is not the
/// cluster's.
/// </summary>
[Collection(nameof(SpeedTests))]
[CollectionDefinition(nameof(SpeedTests), DisableParallelization = true)]
public sealed partial class SpeedTests
{
    private const int Tries = 3;

    [Fact]
    public async Task Up_BuiltCluster_IsReadyWithinSeconds()
    {
        var api = double.MaxValue;
        var node = double.MaxValue;
        for (var i = 0; i < Tries; i++)
        {
            await using var cluster = new PrivateCluster(PrivateCluster.Docker);
            var output = (await cluster.UpAsync()).Output;
            api = Math.Min(api, Seconds(ApiReady().Match(output)));
            node = Math.Min(node, Seconds(NodeReady().Match(output)));
        }

        Assert.InRange(api, 0, 1.5);
        Assert.InRange(node, 0, 4);
    }

    [Fact]
    public async Task ApiServer_AtRest_IsSmall()
    {
        await using var cluster = new PrivateCluster(PrivateCluster.Docker);
        await cluster.UpAsync();

        var megabytes = int.Parse(ApiServerMemory().Match((await cluster.CommandAsync("status")).Output).Groups[1].Value, CultureInfo.InvariantCulture);

        Assert.InRange(megabytes, 1, 150);
    }

    [Fact]
    public async Task Pod_WhoseImageIsPresent_RunsWithinTwoSeconds()
    {
        await TestImages.EnsureAsync();
        await using var cluster = new PrivateCluster(PrivateCluster.Docker);
        await cluster.UpAsync();
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < Tries; i++)
        {
            var clock = Stopwatch.StartNew();
            await cluster.Kubectl.ApplyAsync($$$"""
                apiVersion: v1
                kind: Pod
                metadata: { name: "quick-{{{i}}}" }
                spec: {containers: [{name: web, image: "{{{TestImages.Web1}}}"}]}
                """);
            await cluster.Kubectl.RunAsync("wait", "--for=jsonpath={.status.phase}=Running", $"pod/quick-{i}", "--timeout=60s");
            best = best < clock.Elapsed ? best : clock.Elapsed;
        }

        Assert.InRange(best.TotalSeconds, 0, 2);
    }

    private static double Seconds(Match match) => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"API server .* after ([\d.]+) s")]
    private static partial Regex ApiReady();

    [GeneratedRegex(@"Node .* after ([\d.]+) s")]
    private static partial Regex NodeReady();

    [GeneratedRegex(@"kube-apiserver .* (\d+) MiB")]
    private static partial Regex ApiServerMemory();
}
