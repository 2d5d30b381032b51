using System.CommandLine;
using Kube.ApiServer.Storage.Etcd;
using Kube.OpenApi.Scalars;

namespace Kube.ApiServer.Hosting;

/// <summary>The flags of the store in etcd: <c>apiserver/pkg/server/options/etcd.go</c>.</summary>
internal sealed class EtcdFlags
{
    private readonly Option<string?> _servers = new("--etcd-servers") { Description = "List of etcd servers to connect with (scheme://ip:port), comma separated. Without it objects are kept in the embedded store." };
    private readonly Option<string?> _ca = new("--etcd-cafile") { Description = "SSL Certificate Authority file used to secure etcd communication." };
    private readonly Option<string?> _cert = new("--etcd-certfile") { Description = "SSL certification file used to secure etcd communication." };
    private readonly Option<string?> _key = new("--etcd-keyfile") { Description = "SSL key file used to secure etcd communication." };
    private readonly Option<string> _prefix = new("--etcd-prefix") { Description = "The prefix to prepend to all resource paths in etcd.", DefaultValueFactory = _ => EtcdOptions.DefaultPrefix };
    private readonly Option<string> _compaction = new("--etcd-compaction-interval") { Description = "The interval of compaction requests. If 0, the compaction request from apiserver is disabled.", DefaultValueFactory = _ => "5m0s" };
    private readonly Option<string> _health = new("--etcd-healthcheck-timeout") { Description = "The timeout to use when checking etcd health.", DefaultValueFactory = _ => "2s" };
    private readonly Option<string> _ready = new("--etcd-readycheck-timeout") { Description = "The timeout to use when checking etcd readiness.", DefaultValueFactory = _ => "2s" };

    public void AddTo(Command command)
    {
        foreach (var option in (ReadOnlySpan<Option>)[_servers, _ca, _cert, _key, _prefix, _compaction, _health, _ready]) command.Add(option);
    }

    public EtcdOptions? Read(ParseResult parsed) => parsed.GetValue(_servers) is not { Length: > 0 } servers ? null : new EtcdOptions
    {
        Servers = servers.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        CaFile = parsed.GetValue(_ca),
        CertFile = parsed.GetValue(_cert),
        KeyFile = parsed.GetValue(_key),
        Prefix = parsed.GetValue(_prefix)!,
        CompactionInterval = Duration(parsed, _compaction),
        HealthcheckTimeout = Duration(parsed, _health),
        ReadycheckTimeout = Duration(parsed, _ready),
    };

    private static TimeSpan Duration(ParseResult parsed, Option<string> option) =>
        TimeSpan.FromTicks(DurationText.Parse(parsed.GetValue(option)!) / TimeSpan.NanosecondsPerTick);
}
