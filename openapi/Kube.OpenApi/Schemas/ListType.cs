namespace Kube.OpenApi.Schemas;

/// <summary>How lists merge: <c>x-kubernetes-list-type</c>.</summary>
public enum ListType
{
    Atomic,
    Set,
    Map,
}
