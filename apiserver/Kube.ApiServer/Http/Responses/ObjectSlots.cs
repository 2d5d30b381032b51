namespace Kube.ApiServer.Http.Responses;

/// <summary>Names of the representations derived once for an object's state.</summary>
internal static class ObjectSlots
{
    public static readonly object Partial = new();
    public static readonly object Cells = new();
    public static readonly object Protobuf = new();
    public static readonly object PartialProtobuf = new();
}
