using System.Buffers;
using System.Text;
using Kube.ApiServer.Caching;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Http.Negotiation;
using Kube.ApiServer.Http.Options;
using Kube.ApiServer.Http.Responses;
using Kube.ApiServer.Registry;
using Kube.ApiServer.Tables;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Verbs;

/// <summary>The lines of one watch in the shape its client accepts. Plain objects are the shared bytes; other shapes are derived once.</summary>
internal sealed class WatchFrames(RequestScope scope, ListOptions options)
{
    private readonly Shape _shape = scope.Representation.Shape;
    private readonly TableWriter? _tables = scope.Representation.Shape == Shape.Table ? TableWriter.ForRequest(scope) : null;
    private readonly bool _protobuf = scope.Representation.MediaType == MediaType.Protobuf;
    private bool _columnsSent;

    public string ContentType => _protobuf ? "application/vnd.kubernetes.protobuf;stream=watch" : "application/json";

    public void Write(IBufferWriter<byte> output, in WatchItem seen)
    {
        var item = scope.Resource.StoredAs is null ? seen : seen with { Object = VersionView.OfAny(scope.Resource, seen.Object) };
        if (item.Type == WatchEventType.Bookmark) WriteBookmark(output, item);
        else if (_protobuf && _shape == Shape.Object) ProtobufBody.WriteFrame(output, item.Type.ToString().ToUpperInvariant(), ProtobufBody.Of(item.Object!));
        else if (_shape == Shape.Object) item.WriteFrame(output);
        else Frame(output, item.Type.ToString().ToUpperInvariant(), Shaped(item.Object!));
    }

    public void WriteError(IBufferWriter<byte> output, StatusException failure) =>
        Frame(output, "ERROR", JsonWriter.ToBytes(failure.Status.ToJson()));

    private byte[] Shaped(CachedObject item)
    {
        if (_tables is null) return item.GetOrDerive(ObjectSlots.Partial, static found => ObjectShapes.PartialMetadata(found.Json.Span));
        var first = !_columnsSent;
        _columnsSent = true;
        return _tables.Event(item, first);
    }

    private void WriteBookmark(IBufferWriter<byte> output, in WatchItem item)
    {
        if (!options.AllowWatchBookmarks) return;
        if (item.EndsInitialEvents && options.SendInitialEvents != true) return;
        var metadata = new JsonMap { ["resourceVersion"] = item.Revision.ToString() };
        if (item.EndsInitialEvents) metadata["annotations"] = new JsonMap { ["k8s.io/initial-events-end"] = "true" };
        var (kind, apiVersion) = _shape switch
        {
            Shape.PartialObjectMetadata => ("PartialObjectMetadata", "meta.k8s.io/v1"),
            Shape.Table => ("Table", "meta.k8s.io/v1"),
            _ => (scope.Resource.Kind, scope.Resource.ApiVersion),
        };
        var bookmark = new JsonMap { ["kind"] = kind, ["apiVersion"] = apiVersion, ["metadata"] = metadata };
        if (_shape == Shape.Table)
        {
            bookmark["columnDefinitions"] = new JsonList();
            bookmark["rows"] = new JsonList();
        }
        Frame(output, "BOOKMARK", JsonWriter.ToBytes(bookmark));
    }

    private void Frame(IBufferWriter<byte> output, string type, ReadOnlySpan<byte> json)
    {
        if (_protobuf && ProtobufBody.Of(json) is { } envelope)
        {
            ProtobufBody.WriteFrame(output, type, envelope);
            return;
        }
        output.Write("{\"type\":\""u8);
        output.Write(Encoding.ASCII.GetBytes(type));
        output.Write("\",\"object\":"u8);
        output.Write(json);
        output.Write("}\n"u8);
    }
}
