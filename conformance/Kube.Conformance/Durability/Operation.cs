namespace Kube.Conformance.Durability;

internal enum OperationKind
{
    Create,
    Replace,
    Patch,
    Delete,
}

internal enum OperationEnd
{
    /// <summary>No answer came: it may have happened or not.</summary>
    Unknown,

    /// <summary>The server said that it is done.</summary>
    Acknowledged,

    /// <summary>The server said that it is not done.</summary>
    Refused,
}

/// <summary>One write as its client saw it.</summary>
/// <param name="Tag">In no other write; what the object holds afterwards. A deletion leaves none.</param>
/// <param name="Expected">The revision the object had to have; 0: it must not exist.</param>
/// <param name="Started">When it was sent, in the order of all steps of all clients.</param>
internal sealed record Operation(OperationKind Kind, string Name, string Tag, long Expected, long Started)
{
    public bool IsDeletion => Kind == OperationKind.Delete;

    public OperationEnd End { get; init; }

    /// <summary>When its answer came.</summary>
    public long Ended { get; init; } = long.MaxValue;

    /// <summary>What the answer says; 0 for deletions, whose answer says none.</summary>
    public long Revision { get; init; }

    public override string ToString() => $"{Kind} of {Name} at {Expected} ({Tag}), {End} {Revision}, steps {Started} to {Ended}";
}
