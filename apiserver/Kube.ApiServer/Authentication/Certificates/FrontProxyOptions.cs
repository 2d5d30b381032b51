namespace Kube.ApiServer.Authentication.Certificates;

/// <summary><c>--requestheader-*</c>: a proxy in front of this server that tells in headers who asks, and proves by its certificate that it may.</summary>
internal sealed record FrontProxyOptions
{
    /// <summary>Without it no header is believed.</summary>
    public string? ClientCaFile { get; init; }

    /// <summary>The common names of proxies; empty for anybody with a certificate of the authority.</summary>
    public IReadOnlyList<string> AllowedNames { get; init; } = [];

    public IReadOnlyList<string> UsernameHeaders { get; init; } = [];

    public IReadOnlyList<string> UidHeaders { get; init; } = [];

    public IReadOnlyList<string> GroupHeaders { get; init; } = [];

    public IReadOnlyList<string> ExtraHeaderPrefixes { get; init; } = [];
}
