using Kube.ApiServer.Tests.Hosting;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Tests.Registry;

/// <summary>managedFields that a client sends with a new object.</summary>
public sealed class CreateOwnershipTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    [Fact]
    public async Task Create_WithManagers_KeepsWhatTheObjectDoesNotSay()
    {
        var managers = await CreateAsync("""[{"manager":"old","operation":"Apply","apiVersion":"v1","fieldsType":"FieldsV1","fieldsV1":{"f:data":{"f:a":{},"f:gone":{}}}}]""");

        Assert.Equal(["old", "tests"], managers.Select(entry => entry.String("manager")!));
        Assert.Equal("""{"f:data":{"f:gone":{}}}""", JsonWriter.ToText(managers[0]["fieldsV1"]));
        Assert.Equal("""{"f:data":{".":{},"f:a":{}}}""", JsonWriter.ToText(managers[1]["fieldsV1"]));
    }

    [Theory]
    [InlineData("[{}]")]
    [InlineData("""[{"manager":"old","operation":"None","apiVersion":"v1"}]""")]
    public async Task Create_WithManagersThatMakeNoSense_HasItsWriterAlone(string managedFields) =>
        Assert.Equal("tests", Assert.Single(await CreateAsync(managedFields)).String("manager"));

    private async Task<List<JsonMap>> CreateAsync(string managedFields)
    {
        var space = await server.NamespaceAsync();
        var made = await server.SendAsync(
            HttpMethod.Post, $"/api/v1/namespaces/{space}/configmaps", $$$"""{"metadata":{"name":"m","managedFields":{{{managedFields}}}},"data":{"a":"1"}}""", 201);
        return [.. made.Map("metadata")!.Maps("managedFields")];
    }
}
