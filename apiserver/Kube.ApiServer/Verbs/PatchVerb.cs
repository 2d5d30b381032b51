using Kube.ApiServer.Errors;
using Kube.ApiServer.Http.Body;
using Kube.ApiServer.Http.Options;
using Kube.ApiServer.Http.Responses;
using Kube.ApiServer.Patching;
using Kube.ApiServer.Registry;
using Kube.OpenApi.Decoding;
using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.ApiServer.Verbs;

/// <summary>PATCH of an object or of one of its subresources, by any of the four kinds of patch.</summary>
internal static class PatchVerb
{
    public static async Task HandleAsync(RequestScope scope)
    {
        var type = PatchTypes.Of(scope.Http.Request.ContentType) ?? throw StatusException.UnsupportedPatchType();
        var options = WriteOptions.Parse(scope.Http.Request, "PatchOptions", type == PatchType.Apply);
        var body = await RequestBody.ReadPatchAsync(scope.Http, type);
        var result = type == PatchType.Apply
            ? await ApplyVerb.ApplyAsync(scope, options, body)
            : await PatchAsync(scope, options, Read(scope.Http, type, body, scope.Resource.Type, options));
        await ObjectResponse.WriteAsync(scope, result.Created ? 201 : 200, result.Json);
    }

    /// <summary>Reads a patch and judges what strict validation finds in the patch itself.</summary>
    public static Patch Read(HttpContext http, PatchType type, ReadOnlyMemory<byte> body, TypeSchema schema, WriteOptions options)
    {
        var patch = Patch.Read(type, body.Span, schema, options.FieldValidation != FieldValidation.Ignore);
        if (patch.StrictErrors.Count == 0 || options.FieldValidation == FieldValidation.Ignore) return patch;
        if (options.FieldValidation == FieldValidation.Strict)
        {
            throw StatusException.BadRequest($"strict decoding error: {string.Join(", ", patch.StrictErrors)}");
        }
        Warnings.Add(http, patch.StrictErrors);
        return patch;
    }

    /// <summary>The patched copy of an object, decoded as its kind.</summary>
    /// <exception cref="StatusException">422 when what the patch makes is no such object.</exception>
    public static JsonMap Apply(HttpContext http, Patch patch, JsonMap original, TypeSchema schema, FieldValidation validation)
    {
        var patched = patch.ApplyTo(original);
        Decoded decoded;
        try
        {
            decoded = SchemaDecoder.Decode(JsonWriter.ToBytes(patched), schema);
        }
        catch (DecodeException wrong)
        {
            throw Unusable(patch, patched, wrong.Message);
        }
        if (decoded.StrictErrors.Count > 0)
        {
            if (validation == FieldValidation.Strict) throw Unusable(patch, patched, $"strict decoding error: {string.Join(", ", decoded.StrictErrors)}");
            if (validation == FieldValidation.Warn) Warnings.Add(http, decoded.StrictErrors);
        }
        return decoded.Object;
    }

    private static ValueTask<ObjectResult> PatchAsync(RequestScope scope, WriteOptions options, Patch patch) =>
        scope.Registry.Updater.UpdateAsync(scope.Write(options), current =>
        {
            if (current is null) throw StatusException.NotFound(scope.Resource.GroupResource, scope.Info.Name);
            return new ValueTask<JsonMap>(Apply(scope.Http, patch, current, scope.Resource.Type, options.FieldValidation));
        }, scope.Cancellation);

    private static StatusException Unusable(Patch patch, JsonMap patched, string why)
    {
        var errors = new Validation.FieldErrors();
        errors.Invalid(Validation.FieldPath.Of("patch"), patch.Describe(patched), why);
        return errors.ToException(new GroupKind("", ""), "");
    }
}
