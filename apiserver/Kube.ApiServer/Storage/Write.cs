namespace Kube.ApiServer.Storage;

/// <summary>One wish to change what is stored under a key, and the state it was made for.</summary>
internal readonly record struct Write
{
    private Write(string key, ReadOnlyMemory<byte> value, long expectedRevision)
    {
        Key = key;
        Value = value;
        ExpectedRevision = expectedRevision;
    }

    public string Key { get; }

    /// <summary>What the key shall hold; empty removes the key.</summary>
    public ReadOnlyMemory<byte> Value { get; init; }

    /// <summary>
    /// What the writer knows of the value and followers in this process would otherwise find out again. Never stored; no promise that
    /// it arrives.
    /// </summary>
    public object? Note { get; init; }

    /// <summary>The revision of the write whose state this one replaces; 0 when the key must not exist.</summary>
    public long ExpectedRevision { get; }

    public bool IsDelete => Value.IsEmpty;

    /// <summary>Succeeds only when the key does not exist.</summary>
    public static Write Create(string key, ReadOnlyMemory<byte> value)
    {
        ArgumentOutOfRangeException.ThrowIfZero(value.Length, nameof(value));
        return new Write(key, value, 0);
    }

    /// <summary>Succeeds only when the newest write of the key has this revision.</summary>
    public static Write Update(string key, ReadOnlyMemory<byte> value, long expectedRevision)
    {
        ArgumentOutOfRangeException.ThrowIfZero(value.Length, nameof(value));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(expectedRevision);
        return new Write(key, value, expectedRevision);
    }

    /// <summary>Succeeds only when the newest write of the key has this revision.</summary>
    public static Write Delete(string key, long expectedRevision)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(expectedRevision);
        return new Write(key, default, expectedRevision);
    }
}
