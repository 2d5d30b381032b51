namespace Kube.ApiServer.Audit;

/// <summary>Whether requests wait for their events, and whether they fail where an event cannot be written.</summary>
internal enum AuditMode
{
    Batch,
    Blocking,
    BlockingStrict,
}
