namespace Kube.Controllers.Scheduling.Framework;

/// <summary>The scale of node scores.</summary>
internal static class Scale
{
    public const long Max = 100;

    /// <summary>Stretches scores so that the largest becomes <see cref="Max"/>; all 0 stays all 0.</summary>
    public static void ToMax(Span<long> scores)
    {
        var max = Largest(scores);
        if (max == 0)
            return;
        foreach (ref var score in scores)
            score = Max * score / max;
    }

    /// <summary>As <see cref="ToMax"/>, then turned over: the smallest raw score becomes the best.</summary>
    public static void ToMaxReversed(Span<long> scores)
    {
        ToMax(scores);
        foreach (ref var score in scores)
            score = Max - score;
    }

    private static long Largest(ReadOnlySpan<long> scores)
    {
        long max = 0;
        foreach (var score in scores)
            max = Math.Max(max, score);
        return max;
    }
}
