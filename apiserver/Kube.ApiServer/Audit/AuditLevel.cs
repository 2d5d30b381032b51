namespace Kube.ApiServer.Audit;

/// <summary>How much of a request is told; each level tells all that those before it tell.</summary>
internal enum AuditLevel
{
    None,
    Metadata,
    Request,
    RequestResponse,
}
