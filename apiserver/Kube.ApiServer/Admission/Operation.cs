namespace Kube.ApiServer.Admission;

internal enum Operation
{
    Create,
    Update,
    Delete,
    Connect,
}
