namespace Kube.Benchmarks.Load;

/// <summary>
/// Loads that are to be compared, one after the other and again: a disk or a neighbour that is slow for a second slows them alike.
/// </summary>
internal static class Turns
{
    private const int Rounds = 5;

    /// <param name="first">Told the number of the round, from 0.</param>
    /// <param name="second">As <paramref name="first"/>, after it.</param>
    /// <returns>Of each the round in the middle.</returns>
    public static async Task<(LoadResult First, LoadResult Second)> MeasureAsync(Func<int, Task<LoadResult>> first, Func<int, Task<LoadResult>> second)
    {
        var (firsts, seconds) = (new List<LoadResult>(), new List<LoadResult>());
        for (var round = 0; round < Rounds; round++)
        {
            firsts.Add(await first(round));
            seconds.Add(await second(round));
        }
        return (Median(firsts), Median(seconds));
    }

    private static LoadResult Median(List<LoadResult> results) => results.OrderBy(result => result.PerSecond).ElementAt(results.Count / 2);
}
