namespace Kube.ApiServer.Streaming;

/// <summary>The status line and headers of a backend's answer.</summary>
internal sealed record ResponseHead(int Status, IReadOnlyList<(string Name, string Value)> Headers)
{
    public long? ContentLength => long.TryParse(Value("Content-Length"), out var length) ? length : null;

    public bool IsChunked => Value("Transfer-Encoding")?.Contains("chunked", StringComparison.OrdinalIgnoreCase) == true;

    public static ResponseHead Parse(string text)
    {
        var lines = text.Split("\r\n");
        var status = int.Parse(lines[0].Split(' ', 3)[1]);
        var headers = lines.Skip(1).Select(line => (line, colon: line.IndexOf(':'))).Where(header => header.colon > 0)
            .Select(header => (header.line[..header.colon], header.line[(header.colon + 1)..].Trim())).ToList();
        return new ResponseHead(status, headers);
    }

    private string? Value(string name) => Headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}
