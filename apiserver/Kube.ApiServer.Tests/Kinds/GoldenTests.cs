using Kube.ApiServer.Tests.Hosting;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Tests.Kinds;

/// <summary>What each kind fills in when it is created, and how it refuses what it cannot accept.</summary>
public sealed class GoldenTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    public static IEnumerable<object[]> Defaults => GoldenCase.In("Defaults");

    public static IEnumerable<object[]> Invalid => GoldenCase.In("Invalid");

    [Theory]
    [MemberData(nameof(Defaults))]
    public Task Create_Minimal_IsFilledIn(string name) => AnswersAsync("Defaults", name);

    [Theory]
    [MemberData(nameof(Invalid))]
    public Task Create_Wrong_IsRefused(string name) => AnswersAsync("Invalid", name);

    private async Task AnswersAsync(string folder, string name)
    {
        var golden = GoldenCase.Read(folder, name, await server.NamespaceAsync());

        using var response = await server.RawAsync(HttpMethod.Post, golden.Path, JsonWriter.ToText(golden.Body));
        var answer = (JsonMap)JsonReader.Read(await response.Content.ReadAsStringAsync())!;

        Assert.Empty(GoldenCase.Differences(golden.Response, answer));
        Assert.Equal(golden.Status, (int)response.StatusCode);
        Assert.Equal(golden.Warnings, response.Headers.TryGetValues("Warning", out var warnings) ? warnings : []);
    }
}
