using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Kube.ApiServer.Audit.Events;
using Kube.ApiServer.Http.Negotiation;
using Kube.ApiServer.Tables;
using Kube.ApiServer.Verbs;

namespace Kube.ApiServer.Http.Responses;

/// <summary>Answers with a list. Plain JSON streams the items' bytes as they are at rest, without a copy of the whole.</summary>
internal static class ListResponse
{
    private const int FlushBytes = 64 * 1024;

    public static async ValueTask WriteAsync(RequestScope scope, ListPage page)
    {
        var representation = scope.Representation;
        if (representation.Shape == Shape.Table)
        {
            await ResponseWriter.WriteJsonAsync(scope.Http, 200, TableWriter.ForRequest(scope).List(page), representation);
            return;
        }
        var partial = representation.Shape == Shape.PartialObjectMetadata;
        if (representation is { MediaType: MediaType.Json, Pretty: false } && AuditedRequest.Of(scope.Http) is not { TellsResponse: true })
        {
            scope.Http.Response.StatusCode = 200;
            scope.Http.Response.ContentType = "application/json";
            await SendAsync(scope, page, partial);
            return;
        }
        var whole = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        await StreamAsync(whole.Writer, scope, page, partial);
        await whole.Writer.CompleteAsync();
        var read = await whole.Reader.ReadAtLeastAsync(int.MaxValue, scope.Cancellation);
        var json = read.Buffer.ToArray();
        await whole.Reader.CompleteAsync();
        await ResponseWriter.WriteJsonAsync(scope.Http, 200, json.AsMemory(0, json.Length - 1), representation);
    }

    private static async ValueTask SendAsync(RequestScope scope, ListPage page, bool partial)
    {
        var response = scope.Http.Response;
        if (!Compression.Pays(scope.Http.Request, page.Items.Sum(item => (long)item.Json.Length)))
        {
            await StreamAsync(response.BodyWriter, scope, page, partial);
            return;
        }
        var compressed = Compression.Begin(response);
        await StreamAsync(compressed, scope, page, partial);
        await compressed.CompleteAsync();
    }

    private static async ValueTask StreamAsync(PipeWriter output, RequestScope scope, ListPage page, bool partial)
    {
        WriteHead(output, scope, page, partial);
        var unflushed = 0L;
        for (var i = 0; i < page.Items.Count; i++)
        {
            if (i > 0) output.Write(","u8);
            var json = page.Items[i].Json;
            if (partial)
            {
                output.Write(page.Items[i].GetOrDerive(ObjectSlots.Partial, static item => ObjectShapes.PartialMetadata(item.Json.Span)));
            }
            else
            {
                output.Write("{"u8);
                output.Write(json.Span[ObjectShapes.ItemStart(json.Span)..]);
            }
            unflushed += json.Length;
            if (unflushed < FlushBytes) continue;
            await output.FlushAsync(scope.Cancellation);
            unflushed = 0;
        }
        output.Write("]}\n"u8);
        await output.FlushAsync(scope.Cancellation);
    }

    private static void WriteHead(PipeWriter output, RequestScope scope, ListPage page, bool partial)
    {
        using var head = new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true });
        head.WriteStartObject();
        head.WriteString("kind"u8, partial ? "PartialObjectMetadataList" : scope.Resource.Kind + "List");
        head.WriteString("apiVersion"u8, partial ? "meta.k8s.io/v1" : scope.Resource.ApiVersion);
        head.WritePropertyName("metadata"u8);
        WriteMetadata(head, page);
        head.WritePropertyName("items"u8);
        head.WriteStartArray();
        head.Flush();
    }

    public static void WriteMetadata(Utf8JsonWriter output, ListPage page)
    {
        output.WriteStartObject();
        if (page.Revision > 0) output.WriteString("resourceVersion"u8, page.Revision.ToString());
        if (page.Continue is not null) output.WriteString("continue"u8, page.Continue);
        if (page.Remaining is { } remaining) output.WriteNumber("remainingItemCount"u8, remaining);
        output.WriteEndObject();
    }
}
