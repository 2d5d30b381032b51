using System.Collections.Concurrent;

namespace Kube.Conformance.Durability;

/// <summary>What all clients did and were told, in an order that holds over all of them.</summary>
internal sealed class History
{
    private long _step;
    private int _acknowledged;

    public ConcurrentBag<Operation> Operations { get; } = [];

    public ConcurrentBag<Reading> Readings { get; } = [];

    /// <summary>How many writes were acknowledged so far.</summary>
    public int Acknowledged => Volatile.Read(ref _acknowledged);

    /// <summary>The number of a step: larger than that of every step that was over before.</summary>
    public long Step() => Interlocked.Increment(ref _step);

    public void Add(Operation operation)
    {
        Operations.Add(operation);
        if (operation.End == OperationEnd.Acknowledged) Interlocked.Increment(ref _acknowledged);
    }
}
