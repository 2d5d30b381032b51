using Kube.ApiServer.Errors;
using Kube.ApiServer.Http.Body;
using Kube.ApiServer.Http.Options;
using Kube.ApiServer.Http.Responses;

namespace Kube.ApiServer.Verbs;

/// <summary>DELETE of a collection: each selected object as if it were deleted alone; the answer lists them.</summary>
internal static class DeleteCollectionVerb
{
    public static async Task HandleAsync(RequestScope scope)
    {
        var list = ListOptions.Parse(scope.Query, watch: false);
        var options = DeleteOptions.Parse(scope.Query, await OptionsBody.ReadAsync(scope.Http, "DeleteOptions"));
        var page = await ListVerb.SelectAsync(scope, list);
        foreach (var item in page.Items)
        {
            var write = scope.Write(new WriteOptions { DryRun = options.DryRun }, item.Name) with { Namespace = item.Namespace };
            try
            {
                await scope.Registry.Deleter.DeleteAsync(write, options, scope.Cancellation);
            }
            catch (StatusException gone) when (gone.Status.Code == 404)
            {
                // Somebody else deleted it meanwhile, which is what was asked for.
            }
        }
        await ListResponse.WriteAsync(scope, page);
    }
}
