namespace Kube.ApiServer.Audit;

/// <summary>When events are made. ResponseStarted is only for requests that go on: watches, sessions, logs.</summary>
[Flags]
internal enum AuditStages
{
    None = 0,
    RequestReceived = 1,
    ResponseStarted = 2,
    ResponseComplete = 4,
    Panic = 8,
}
