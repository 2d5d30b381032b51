namespace Kube.Conformance.Durability;

/// <summary>
/// Whether what clients did, what they were told and what watchers were shown can all be true of one store that loses nothing, does nothing
/// twice and never goes back. The events of the first watcher are taken as what happened; everything else is held against that.
/// </summary>
internal static class HistoryCheck
{
    /// <param name="final">All objects after the last write, by name.</param>
    /// <returns>What is wrong; empty when nothing is.</returns>
    public static IReadOnlyList<string> Run(History history, IReadOnlyList<IReadOnlyList<Change>> watched, IReadOnlyDictionary<string, Change> final)
    {
        var replay = new Replay(watched[0]);
        return [.. Watched(watched), .. replay.Faults, .. WriteCheck.Faults(history.Operations, replay), .. OrderCheck.Faults(history.Operations), .. ReadCheck.Faults(history, replay), .. Final(replay, final)];
    }

    /// <summary>All were shown the same, in rising order.</summary>
    private static IEnumerable<string> Watched(IReadOnlyList<IReadOnlyList<Change>> watched)
    {
        for (var i = 0; i < watched.Count; i++)
        {
            foreach (var (change, next) in watched[i].Zip(watched[i].Skip(1)))
            {
                if (next.Revision <= change.Revision) yield return $"watcher {i} was shown {next} after {change}";
            }

            var same = watched[0].Zip(watched[i]).TakeWhile(pair => pair.First == pair.Second).Count();
            if (same < Math.Max(watched[0].Count, watched[i].Count))
                yield return $"watcher {i} was shown {watched[i].ElementAtOrDefault(same)} where watcher 0 was shown {watched[0].ElementAtOrDefault(same)}";
        }
    }

    /// <summary>What is there is what the events lead to.</summary>
    private static IEnumerable<string> Final(Replay replay, IReadOnlyDictionary<string, Change> final) =>
        from name in final.Keys.Union(replay.State.Keys)
        let there = final.GetValueOrDefault(name)
        let expected = replay.State.GetValueOrDefault(name)
        where there?.Revision != expected?.Revision || there?.Tag != expected?.Tag
        select $"in the end there is {there?.ToString() ?? $"no {name}"}, and should be {expected?.ToString() ?? "none"}";
}
