using System.Text;
using Kube.ApiServer.Storage;

namespace Kube.ApiServer.Tests.Storage;

/// <summary>Small objects as the verbs would store them.</summary>
internal static class Objects
{
    public static readonly string Pods = StoreKey.Prefix("pods");

    public static string Key(string name, string @namespace = "default") => StoreKey.Of(Pods, @namespace, name);

    public static byte[] Pod(string name, string @namespace = "default", string? app = null, string? node = null) => Encoding.UTF8.GetBytes(
        "{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"" + name + "\",\"namespace\":\"" + @namespace
        + "\",\"uid\":\"7c2e\",\"labels\":{" + (app is null ? string.Empty : $"\"app\":\"{app}\"") + "}},\"spec\":{"
        + (node is null ? string.Empty : $"\"nodeName\":\"{node}\"") + "}}");

    public static string Text(ReadOnlyMemory<byte> json) => Encoding.UTF8.GetString(json.Span);
}
