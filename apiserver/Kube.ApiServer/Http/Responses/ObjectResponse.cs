using Kube.ApiServer.Http.Negotiation;
using Kube.ApiServer.Tables;
using Kube.ApiServer.Verbs;

namespace Kube.ApiServer.Http.Responses;

/// <summary>Answers with one object in the shape the client accepts.</summary>
internal static class ObjectResponse
{
    public static ValueTask WriteAsync(RequestScope scope, int code, ReadOnlyMemory<byte> json) => scope.Representation.Shape switch
    {
        Shape.PartialObjectMetadata => ResponseWriter.WriteJsonAsync(scope.Http, code, ObjectShapes.PartialMetadata(json.Span), scope.Representation),
        Shape.Table => ResponseWriter.WriteJsonAsync(scope.Http, code, TableWriter.ForRequest(scope).One(json), scope.Representation),
        _ => ResponseWriter.WriteJsonAsync(scope.Http, code, json, scope.Representation),
    };
}
