using System.Text;
using Google.Protobuf;

namespace Kube.ApiServer.Storage.Etcd;

/// <summary>The store's keys as etcd's: the same, but below <c>--etcd-prefix</c> instead of <c>/registry</c>.</summary>
internal sealed class EtcdKeys
{
    /// <summary>The end of a range that has none.</summary>
    public static readonly ByteString NoEnd = ByteString.CopyFrom(0);

    private readonly byte[] _root;
    private readonly byte[] _servers;

    public EtcdKeys(string prefix)
    {
        _root = Encoding.UTF8.GetBytes($"/{prefix.Trim('/')}/".Replace("//", "/", StringComparison.Ordinal));
        First = ByteString.CopyFrom(_root);
        End = Behind(_root);
        _servers = [.. _root, .. "masterleases/"u8];
        FirstServer = ByteString.CopyFrom(_servers);
        EndOfServers = Behind(_servers);
    }

    /// <summary>Not after any key of the store.</summary>
    public ByteString First { get; }

    /// <summary>After all keys of the store.</summary>
    public ByteString End { get; }

    /// <summary>Below this lie the addresses of the API servers that share the etcd: upstream's key, and no object.</summary>
    public ByteString FirstServer { get; }

    public ByteString EndOfServers { get; }

    public ByteString ToEtcd(string key)
    {
        var relative = key.AsSpan(StoreKey.Root.Length);
        var bytes = new byte[_root.Length + Encoding.UTF8.GetByteCount(relative)];
        _root.CopyTo(bytes, 0);
        Encoding.UTF8.GetBytes(relative, bytes.AsSpan(_root.Length));
        return UnsafeByteOperations.UnsafeWrap(bytes);
    }

    /// <summary>Null for keys that are no objects of the store.</summary>
    public string? FromEtcd(ByteString key) => key.Span.StartsWith(_root) && !key.Span.StartsWith(_servers)
        ? string.Concat(StoreKey.Root, Encoding.UTF8.GetString(key.Span[_root.Length..]))
        : null;

    public ByteString OfServer(string address) => ByteString.CopyFrom([.. _servers, .. Encoding.UTF8.GetBytes(address)]);

    public string AddressOfServer(ByteString key) => Encoding.UTF8.GetString(key.Span[_servers.Length..]);

    /// <summary>The first key after another.</summary>
    public static ByteString After(ByteString key) => ByteString.CopyFrom([.. key.Span, 0]);

    private static ByteString Behind(byte[] prefix) => ByteString.CopyFrom([.. prefix[..^1], (byte)(prefix[^1] + 1)]);
}
