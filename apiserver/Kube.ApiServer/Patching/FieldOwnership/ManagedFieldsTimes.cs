using Kube.ApiServer.Patching.FieldOwnership.Managers;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Patching.FieldOwnership;

/// <summary>
/// Undoes new times in managedFields of a write that changes nothing else, so that the object is not written at all:
/// apiserver's <c>IgnoreManagedFieldsTimestampsTransformer</c>. To be called last, when admission is done.
/// </summary>
internal static class ManagedFieldsTimes
{
    private const string Time = "time";

    public static void KeepIfNothingElseChanged(JsonMap live, JsonMap updated)
    {
        var before = ManagedFieldsOf.Object(live);
        var after = ManagedFieldsOf.Object(updated);
        if (before is null or { Count: 0 } || after is null || before.Count != after.Count || ReferenceEquals(before, after)) return;
        if (before.Zip(after).All(pair => Equals((pair.First as JsonMap)?[Time], (pair.Second as JsonMap)?[Time]))) return;
        if (!before.Zip(after).All(pair => SameButTime(pair.First as JsonMap, pair.Second as JsonMap))) return;

        var metadata = updated.Map("metadata")!;
        metadata[ManagedFieldsOf.Field] = before;
        if (!JsonValues.DeepEquals(live, updated)) metadata[ManagedFieldsOf.Field] = after;
    }

    private static bool SameButTime(JsonMap? a, JsonMap? b)
    {
        if (a is null || b is null) return false;
        var fields = a.ContainsKey(Time) == b.ContainsKey(Time) ? a.Count == b.Count : Math.Abs(a.Count - b.Count) == 1;
        return fields && a.All(field => field.Key == Time || (b.TryGetValue(field.Key, out var other) && JsonValues.DeepEquals(field.Value, other)));
    }
}
