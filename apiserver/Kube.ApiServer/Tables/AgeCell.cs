namespace Kube.ApiServer.Tables;

/// <summary>
/// A cell that shows how long ago something was. Rows are made once for an object revision and shared, so what depends
/// on the time of asking stays symbolic until it is written.
/// </summary>
/// <param name="Since">An RFC 3339 time, or null for "&lt;unknown&gt;".</param>
/// <param name="Prefix">Text before the age, as in "3 (5m ago)".</param>
/// <param name="Suffix">Text after the age.</param>
internal sealed record AgeCell(string? Since, string Prefix = "", string Suffix = "");
