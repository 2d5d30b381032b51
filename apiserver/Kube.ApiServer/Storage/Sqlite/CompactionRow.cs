namespace Kube.ApiServer.Storage.Sqlite;

/// <summary>The one row that says up to where history was compacted.</summary>
/// <param name="Id">Always 1.</param>
/// <param name="Revision">History is whole after it.</param>
internal sealed record CompactionRow(int Id, long Revision);
