using System.Globalization;
using System.Text;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Audit.Events;

/// <summary><c>--audit-log-format=legacy</c>: the little upstream's <c>audit.EventString</c> tells, as one line of text.</summary>
internal static class EventText
{
    public static ReadOnlyMemory<byte> Line(AuditedRequest request, AuditStages stage)
    {
        var addresses = SourceAddresses.Of(request.Http.Request, request.Http.Connection.RemoteIpAddress);
        var user = request.User;
        var impersonated = request.Impersonated?.User;
        var space = request.Info.Namespace.Length > 0 ? request.Info.Namespace : "<none>";
        var code = stage == AuditStages.RequestReceived ? "<deferred>" : request.Code.ToString(CultureInfo.InvariantCulture);
        var time = request.Received.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
        return Encoding.UTF8.GetBytes(
            $"{time} AUDIT: id={Quoted(AuditId.Of(request.Http))} stage={Quoted(stage.ToString())} ip={Quoted(addresses.Count > 0 ? addresses[0] : "<unknown>")} method={Quoted(request.Info.Verb)}"
            + $" user={Quoted(user?.Name ?? "<none>")} groups={Quoted(user is { Groups.Count: > 0 } ? Listed(user.Groups) : "<none>")}"
            + $" as={Quoted(impersonated?.Name ?? "<self>")} asgroups={Quoted(impersonated is null ? "<lookup>" : Listed(impersonated.Groups))}"
            + $" user-agent={Quoted(RequestFacts.UserAgent(request.Http.Request))} namespace={Quoted(space)} uri={Quoted(RequestFacts.Uri(request.Http))} response=\"{code}\"\n");
    }

    private static string Listed(IEnumerable<string> names) => string.Join(',', names.Select(Quoted));

    private static string Quoted(string text) => JsonWriter.ToText(text);
}
