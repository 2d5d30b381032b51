namespace Kube.ApiServer.Patching.FieldOwnership.Sets;

/// <summary>
/// What a writer through a resource or subresource can own at all: the others are reset to what they were before the write
/// is looked at. Upstream's <c>GetResetFields</c> (all but these) and <c>GetResetFieldsFilter</c> (only these).
/// </summary>
internal abstract class FieldFilter
{
    public abstract FieldSet Of(FieldSet set);

    /// <summary>All but the fields at these paths ("status", "metadata.deletionTimestamp") and what is below them.</summary>
    public static FieldFilter Except(params ReadOnlySpan<string> paths) => new Excluding(FieldSet.Of(paths));

    /// <summary>Only the fields on these paths and below; "*" stands for any element ("spec.containers.*.resources").</summary>
    public static FieldFilter Only(params ReadOnlySpan<string> paths)
    {
        var patterns = new string[paths.Length][];
        for (var i = 0; i < paths.Length; i++) patterns[i] = paths[i].Split('.');
        return new Including(patterns);
    }

    private sealed class Excluding(FieldSet excluded) : FieldFilter
    {
        public override FieldSet Of(FieldSet set) => set.WithoutTrees(excluded);
    }

    private sealed class Including(string[][] patterns) : FieldFilter
    {
        public override FieldSet Of(FieldSet set) => Matching(set, patterns, 0);

        private static FieldSet Matching(FieldSet set, string[][] patterns, int depth)
        {
            var kept = new FieldSet();
            foreach (var node in set.Nodes)
            {
                var matching = Array.FindAll(patterns, pattern => pattern[depth] == "*" || (node.Element.IsField && node.Element.Name == pattern[depth]));
                if (matching.Length == 0) continue;
                var whole = Array.Exists(matching, pattern => pattern.Length == depth + 1);
                kept.Add(node.Element, node.Member, whole || node.Below is null ? node.Below : Matching(node.Below, matching, depth + 1));
            }
            return kept;
        }
    }
}
