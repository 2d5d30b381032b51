using Kube.ApiServer.Audit.Policies;
using Kube.ApiServer.Authentication;
using Kube.ApiServer.Authentication.Impersonating;
using Kube.ApiServer.Authorization;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Http;
using Kube.ApiServer.Http.Body;
using Kube.ApiServer.Patching;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Audit.Events;

/// <summary>
/// What is known of a request under way that is audited; told at each stage. A feature of the request's <see cref="HttpContext"/>, so that who reads
/// bodies and writes answers finds it there; there is none where nothing is audited.
/// </summary>
internal sealed class AuditedRequest
{
    private readonly Auditor _auditor;
    private readonly AuditedObject _objects;
    private readonly bool _goesOn;
    private bool _started;
    private bool _ended;

    public AuditedRequest(Auditor auditor, AuditRule rule, HttpContext http, RequestInfo info, UserInfo? user, DateTimeOffset received)
    {
        (_auditor, Rule, Http, Info, User, Received) = (auditor, rule, http, info, user, received);
        _objects = new AuditedObject(info, rule.OmitManagedFields);
        _goesOn = info.Verb is "watch" or "proxy" || (info.IsResource && info.Subresource is "attach" or "exec" or "proxy" or "log" or "portforward");
    }

    public AuditRule Rule { get; }

    public HttpContext Http { get; }

    public RequestInfo Info { get; }

    public UserInfo? User { get; }

    public DateTimeOffset Received { get; }

    public Impersonated? Impersonated { get; private set; }

    /// <summary>In the order of their keys.</summary>
    public SortedDictionary<string, string> Annotations { get; } = new(StringComparer.Ordinal);

    /// <summary>Metadata of the object sent, which may name what the path does not.</summary>
    public JsonMap? SentMetadata { get; private set; }

    public ReadOnlyMemory<byte> RequestObject { get; private set; }

    public ReadOnlyMemory<byte> ResponseObject { get; private set; }

    /// <summary>The Status answered; null when the answer is another object.</summary>
    public JsonMap? Status { get; private set; }

    public int Code { get; private set; }

    /// <summary>The whole answer is wanted, not only how it went.</summary>
    public bool TellsResponse => Rule.Level == AuditLevel.RequestResponse && Info.IsResource;

    public static AuditedRequest? Of(HttpContext http) => http.Features.Get<AuditedRequest>();

    /// <returns>Whether the event could be written.</returns>
    public bool Receive()
    {
        if (_goesOn) Http.Response.OnStarting(static state => ((AuditedRequest)state).StartedAsync(), this);
        return Tell(AuditStages.RequestReceived);
    }

    public void ActsAs(Impersonated impersonated) => Impersonated = impersonated;

    /// <summary>What is told of a key first stays.</summary>
    public void Annotate(string key, string value) => Annotations.TryAdd(key, value);

    public void Decided(Decision decision)
    {
        Annotations["authorization.k8s.io/decision"] = decision.Allowed ? "allow" : "forbid";
        Annotations["authorization.k8s.io/reason"] = decision.Reason;
    }

    /// <summary>An object was sent, or options were.</summary>
    public void Sends(JsonMap obj)
    {
        if (!Info.IsResource) return;
        SentMetadata = obj.Map("metadata")?.DeepClone();
        if (Rule.Level >= AuditLevel.Request) RequestObject = _objects.Of(obj);
    }

    /// <summary>A patch was sent; one that cannot be read is refused by who applies it, and not told.</summary>
    public void SendsPatch(PatchType type, ReadOnlyMemory<byte> patch)
    {
        if (Rule.Level < AuditLevel.Request) return;
        try
        {
            RequestObject = JsonWriter.ToBytes(type == PatchType.Apply ? YamlReader.Read(patch) : JsonReader.Read(patch.Span));
        }
        catch (Exception wrong) when (wrong is StatusException or JsonSyntaxException)
        {
            // Who applies it says so to the client, and the answer is told.
        }
    }

    /// <summary>What is answered, in JSON whatever the client gets.</summary>
    public void Answers(int code, ReadOnlyMemory<byte> json)
    {
        Code = code;
        if (json.Span.StartsWith("{\"kind\":\"Status\","u8)) Status = JsonReader.Read(json.Span) as JsonMap;
        if (TellsResponse) ResponseObject = _objects.Of(json);
    }

    /// <summary>Handling ended in an exception nobody expected, which is told instead of the end.</summary>
    public void Panic(string why)
    {
        (Status, Code) = (new JsonMap { ["status"] = "Failure", ["message"] = $"APIServer panic'd: {why}", ["reason"] = "InternalError" }, 500);
        Tell(AuditStages.Panic);
        _ended = true;
    }

    public void Complete()
    {
        if (_ended) return;
        if (Http.Response.HasStarted || !Http.RequestAborted.IsCancellationRequested)
        {
            Code = Http.Response.StatusCode;
        }
        else
        {
            (Status, Code) = (new JsonMap { ["status"] = "Success", ["message"] = "Connection closed early" }, 200);
            if (_goesOn && !_started) Tell(AuditStages.ResponseStarted);
        }
        Tell(AuditStages.ResponseComplete);
        _ended = true;
    }

    /// <summary>Told once the answer is known, of who could not be authenticated.</summary>
    public void Refuse(Status status)
    {
        (Status, Code) = (status.ToJson(), status.Code);
        if (TellsResponse) ResponseObject = JsonWriter.ToBytes(Status);
        Tell(AuditStages.ResponseStarted);
    }

    private Task StartedAsync()
    {
        _started = true;
        Code = Http.Response.StatusCode;
        if (!_ended) Tell(AuditStages.ResponseStarted);
        return Task.CompletedTask;
    }

    private bool Tell(AuditStages stage) => (Rule.OmitStages & stage) != 0 || _auditor.Write(this, stage);
}
