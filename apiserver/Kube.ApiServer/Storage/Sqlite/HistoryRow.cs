namespace Kube.ApiServer.Storage.Sqlite;

/// <summary>One write. Its AUTOINCREMENT id is its revision, never given twice.</summary>
/// <param name="Revision">The place in the order of all writes.</param>
/// <param name="Key">The key written.</param>
/// <param name="Value">What the key holds since; null when it was removed.</param>
internal sealed record HistoryRow(long Revision, string Key, byte[]? Value);
