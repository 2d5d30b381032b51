using System.IO.Compression;
using System.IO.Pipelines;

namespace Kube.ApiServer.Http.Responses;

/// <summary>gzip of answers, where the client takes it and there is enough to make it worth the time (apiserver's <c>responsewriters</c>).</summary>
internal static class Compression
{
    /// <summary>Smaller answers go as they are.</summary>
    public const int Threshold = 128 * 1024;

    public static bool Pays(HttpRequest request, long bytes) => bytes >= Threshold && Accepts(request.Headers.AcceptEncoding);

    /// <summary>The output for a compressed answer; the headers are set, and the caller completes the writer to end it.</summary>
    public static PipeWriter Begin(HttpResponse response)
    {
        response.Headers.ContentEncoding = "gzip";
        response.Headers.Append("Vary", "Accept-Encoding");
        response.ContentLength = null;
        return PipeWriter.Create(new GZipStream(response.Body, CompressionLevel.Fastest));
    }

    private static bool Accepts(IEnumerable<string?> encodings) =>
        encodings.Any(value => value is not null && value.Split(',').Any(encoding => encoding.AsSpan().Trim().StartsWith("gzip", StringComparison.OrdinalIgnoreCase)));
}
