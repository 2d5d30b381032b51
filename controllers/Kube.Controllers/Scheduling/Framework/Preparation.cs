namespace Kube.Controllers.Scheduling.Framework;

/// <summary>What a filter says of a pod before any node is looked at; all absent when it has nothing against the pod anywhere.</summary>
internal readonly record struct Preparation
{
    /// <summary>The filter has nothing to check for this pod.</summary>
    public static Preparation Skip => default;

    public INodeCheck? Check { get; init; }

    /// <summary>The pod can't run on any node.</summary>
    public Rejection? Rejection { get; init; }

    /// <summary>When set, only these nodes need to be looked at.</summary>
    public IReadOnlySet<string>? OnlyNodes { get; init; }

    public static Preparation With(INodeCheck check) => new() { Check = check };

    public static Preparation Reject(Rejection rejection) => new() { Rejection = rejection };
}
