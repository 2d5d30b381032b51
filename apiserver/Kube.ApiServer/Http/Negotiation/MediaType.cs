namespace Kube.ApiServer.Http.Negotiation;

/// <summary>The encodings of bodies.</summary>
internal enum MediaType
{
    Json,
    Yaml,
    Protobuf,
}
