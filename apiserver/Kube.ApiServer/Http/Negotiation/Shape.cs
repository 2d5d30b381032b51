namespace Kube.ApiServer.Http.Negotiation;

/// <summary>What of an object a client asks to see: the <c>as</c> parameter of Accept.</summary>
internal enum Shape
{
    Object,
    Table,
    PartialObjectMetadata,
}
