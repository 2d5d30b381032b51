using Kube.ApiServer.Audit;
using Kube.ApiServer.Audit.Events;
using Kube.ApiServer.Authentication;
using Kube.ApiServer.Authentication.Impersonating;
using Kube.ApiServer.Authorization;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Http.Negotiation;
using Kube.ApiServer.Http.Responses;
using Kube.ApiServer.Metrics;
using Kube.ApiServer.Storage;

namespace Kube.ApiServer.Http;

/// <summary>
/// What happens to every request: path → RequestInfo → authentication → audit → impersonation → authorization → handler. The one place that turns
/// exceptions into Status answers.
/// </summary>
internal sealed partial class ApiPipeline(
    AuthenticatorChain authenticators, Impersonation impersonation, RequestAuthorizer authorizer, ResourceHandler resources, PathHandlers paths, ServerMetrics metrics, Auditor? auditor, ILogger<ApiPipeline> log)
{
    public async Task HandleAsync(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-cache, private";
        AuditId.Assign(http);
        var received = auditor?.Now ?? default;
        var request = http.Request;
        var info = RequestInfo.Parse(request.Method, request.Path.Value ?? "/", Options.QueryValues.Flag(request.Query, "watch"));
        AuditedRequest? audited = null;
        using var measure = metrics.Requests.Begin(http, info);
        try
        {
            var selecting = info.Selecting(Options.QueryValues.Text(request.Query, "fieldSelector"));
            var sender = await AuthenticateAsync(http, selecting, received);
            audited = auditor?.Begin(http, selecting, sender, received);
            var impersonated = await impersonation.ApplyAsync(request.Headers, sender, selecting, http.RequestAborted);
            if (impersonated is not null) audited?.ActsAs(impersonated);
            var user = impersonated?.User ?? sender;
            var decision = await authorizer.DecideAsync(user, selecting, http.RequestAborted);
            audited?.Decided(decision);
            metrics.Access.Decided(decision.Allowed);
            if (!decision.Allowed) throw ForbiddenMessage.For(user, info, decision.Reason);
            if (info.IsResource) await resources.HandleAsync(http, info, user);
            else await paths.HandleAsync(http, info);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
        }
        catch (BadHttpRequestException wrong)
        {
            await FailAsync(http, new StatusException(new Status(wrong.StatusCode, "BadRequest", wrong.Message)));
        }
        catch (StatusException failure)
        {
            await FailAsync(http, failure);
        }
        catch (StoreException failure)
        {
            // As upstream lets the words of its store through.
            LogUnexpected(log, http.Request.Method, http.Request.Path, failure);
            await FailAsync(http, StatusException.Plain(failure.Message));
        }
        catch (Exception unexpected) when (unexpected is not OutOfMemoryException)
        {
            audited?.Panic(unexpected.Message);
            LogUnexpected(log, http.Request.Method, http.Request.Path, unexpected);
            await FailAsync(http, StatusException.Internal(unexpected.Message));
        }
        finally
        {
            audited?.Complete();
        }
    }

    private async ValueTask<UserInfo> AuthenticateAsync(HttpContext http, RequestInfo info, DateTimeOffset received)
    {
        try
        {
            var user = await authenticators.AuthenticateAsync(http);
            metrics.Access.Authenticated(user);
            return user;
        }
        catch (StatusException unknown)
        {
            metrics.Access.NotAuthenticated();
            auditor?.Refuse(http, info, unknown.Status, received);
            throw;
        }
    }

    private static async Task FailAsync(HttpContext http, StatusException failure)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }
        if (failure.RetryAfterSeconds > 0) http.Response.Headers.RetryAfter = failure.RetryAfterSeconds.ToString();
        await ResponseWriter.WriteStatusAsync(http, failure.Status, ErrorRepresentation(http.Request));
    }

    /// <summary>Errors keep to what the client accepts where that can be had, and are JSON otherwise.</summary>
    private static Representation ErrorRepresentation(HttpRequest request)
    {
        try
        {
            return Representation.Negotiate(request) with { Shape = Shape.Object };
        }
        catch (StatusException)
        {
            return Representation.Json;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private static partial void LogUnexpected(ILogger log, string method, string path, Exception unexpected);
}
