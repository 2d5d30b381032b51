namespace Kube.Conformance.Hostile;

/// <summary>A request as bytes, so that it can be spoiled in any place.</summary>
internal sealed record Message(string Method, string Path, string ContentType = "application/json", byte[]? Body = null)
{
    public HttpRequestMessage ToRequest(Uri server)
    {
        var request = new HttpRequestMessage(new HttpMethod(Method), new Uri(server.GetLeftPart(UriPartial.Authority) + Path));
        if (Body is null) return request;
        request.Content = new ByteArrayContent(Body);
        request.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        return request;
    }

    /// <summary>What to run again after a failure.</summary>
    public override string ToString() => $"{Method} {Path} ({ContentType}) {Convert.ToBase64String(Body is { Length: < 1024 } ? Body : Body?[..1024] ?? [])}";
}
