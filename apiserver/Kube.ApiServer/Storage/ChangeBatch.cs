namespace Kube.ApiServer.Storage;

/// <summary>Changes that became visible together.</summary>
/// <param name="Revision">Nothing at or before this revision is still to come; it may be ahead of the last change.</param>
/// <param name="Changes">In the order of their revisions; may be empty when only the revision moved.</param>
internal readonly record struct ChangeBatch(long Revision, IReadOnlyList<StoredChange> Changes);
