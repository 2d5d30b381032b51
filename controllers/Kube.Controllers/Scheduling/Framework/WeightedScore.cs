namespace Kube.Controllers.Scheduling.Framework;

/// <summary>A score and how much it counts for in a node's total.</summary>
internal sealed record WeightedScore(int Weight, IScore Score);
