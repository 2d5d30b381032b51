using Kube.ApiServer.Errors;

namespace Kube.ApiServer.Streaming;

/// <summary>What a proxy path names: <c>name</c>, <c>name:port</c> or <c>scheme:name:port</c>, the port by number or name.</summary>
internal readonly record struct ProxyName(string Scheme, string Name, string Port)
{
    public bool IsTls => Scheme == "https";

    /// <exception cref="StatusException">400 for anything else.</exception>
    public static ProxyName Parse(string text)
    {
        var parts = text.Split(':');
        var (scheme, name, port) = parts.Length switch
        {
            1 => ("", parts[0], ""),
            2 => ("", parts[0], parts[1]),
            3 => (parts[0], parts[1], parts[2]),
            _ => ("", "", ""),
        };
        if (name.Length == 0 || scheme is not ("" or "http" or "https")) throw StatusException.BadRequest($"invalid proxy request \"{text}\"");
        return new ProxyName(scheme, name, port);
    }
}
