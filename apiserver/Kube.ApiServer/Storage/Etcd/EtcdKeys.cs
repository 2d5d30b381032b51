using System.Text;
using Google.Protobuf;

namespace Kube.ApiServer.Storage.Etcd;

/// <summary>The store's keys as etcd's: the same, but below <c>--etcd-prefix</c> instead of <c>/registry</c>.</summary>
internal sealed class EtcdKeys
{
    /// <summary>The end of a range that has none.</summary>
    public static readonly ByteString NoEnd = ByteString.CopyFrom(0);

    private readonly byte[] _root;

    public EtcdKeys(string prefix)
    {
        _root = Encoding.UTF8.GetBytes($"/{prefix.Trim('/')}/".Replace("//", "/", StringComparison.Ordinal));
        First = ByteString.CopyFrom(_root);
        byte[] end = [.. _root[..^1], (byte)(_root[^1] + 1)];
        End = ByteString.CopyFrom(end);
    }

    /// <summary>Not after any key of the store.</summary>
    public ByteString First { get; }

    /// <summary>After all keys of the store.</summary>
    public ByteString End { get; }

    public ByteString ToEtcd(string key)
    {
        var relative = key.AsSpan(StoreKey.Root.Length);
        var bytes = new byte[_root.Length + Encoding.UTF8.GetByteCount(relative)];
        _root.CopyTo(bytes, 0);
        Encoding.UTF8.GetBytes(relative, bytes.AsSpan(_root.Length));
        return UnsafeByteOperations.UnsafeWrap(bytes);
    }

    /// <summary>Null for keys that are not the store's.</summary>
    public string? FromEtcd(ByteString key) =>
        key.Span.StartsWith(_root) ? string.Concat(StoreKey.Root, Encoding.UTF8.GetString(key.Span[_root.Length..])) : null;

    /// <summary>The first key after another.</summary>
    public static ByteString After(ByteString key) => ByteString.CopyFrom([.. key.Span, 0]);
}
