using System.IO.Compression;
using System.Text;
using Kube.ApiServer.Tests.Hosting;

namespace Kube.ApiServer.Tests.Http;

public sealed class CompressionTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    [Fact]
    public async Task Get_LargeAnswerAndGzipAccepted_IsCompressed()
    {
        var path = await LargeAsync();
        foreach (var (query, kind) in new[] { ("/big", "ConfigMap"), ("", "ConfigMapList") })
        {
            using var plain = await ReadAsync(path + query, gzip: false);
            using var packed = await ReadAsync(path + query, gzip: true);
            Assert.Empty(plain.Content.Headers.ContentEncoding);
            Assert.Equal(["gzip"], packed.Content.Headers.ContentEncoding);
            Assert.Equal(["Accept-Encoding"], packed.Headers.Vary);
            await using var unpacked = new GZipStream(await packed.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
            using var text = new StreamReader(unpacked, Encoding.UTF8);
            var expected = await plain.Content.ReadAsStringAsync();
            Assert.Contains($"\"{kind}\"", expected, StringComparison.Ordinal);
            Assert.Equal(expected, await text.ReadToEndAsync());
        }
    }

    [Fact]
    public async Task Get_SmallAnswer_GoesAsItIs()
    {
        using var answer = await ReadAsync("/api/v1/namespaces/default", gzip: true);
        Assert.Empty(answer.Content.Headers.ContentEncoding);
        Assert.NotNull(answer.Content.Headers.ContentLength);
    }

    private async Task<string> LargeAsync()
    {
        var path = $"/api/v1/namespaces/{await server.NamespaceAsync()}/configmaps";
        await server.SendAsync(HttpMethod.Post, path, $$$"""{"metadata":{"name":"big"},"data":{"text":"{{{new string('x', 200_000)}}}"}}""", 201);
        return path;
    }

    private async Task<HttpResponseMessage> ReadAsync(string path, bool gzip)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (gzip) request.Headers.AcceptEncoding.ParseAdd("gzip");
        return await server.Admin.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
