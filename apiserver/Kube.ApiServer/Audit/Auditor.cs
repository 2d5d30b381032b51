using Kube.ApiServer.Audit.Events;
using Kube.ApiServer.Audit.Logs;
using Kube.ApiServer.Audit.Policies;
using Kube.ApiServer.Authentication;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Http;
using Kube.ApiServer.Metrics;

namespace Kube.ApiServer.Audit;

/// <summary>Decides which requests are audited and writes their events: apiserver's <c>endpoints/filters/audit.go</c>.</summary>
internal sealed partial class Auditor : IAsyncDisposable
{
    private readonly AuditPolicy _policy;
    private readonly AuditOptions _options;
    private readonly IAuditLog _events;
    private readonly TimeProvider _time;
    private readonly AuditMetrics _metrics;
    private readonly ILogger<Auditor> _log;

    private Auditor(AuditPolicy policy, AuditOptions options, TimeProvider time, AuditMetrics metrics, ILoggerFactory log)
    {
        (_policy, _options, _time, _metrics, _log) = (policy, options, time, metrics, log.CreateLogger<Auditor>());
        if (policy.Warnings.Count > 0) LogUnknownFields(_log, string.Join(", ", policy.Warnings));
        var written = Open(options, time, log);
        _events = options.Mode == AuditMode.Batch ? new BufferedLog(written, options.BufferSize, Failed) : written;
    }

    /// <summary>Null where nothing is to be audited: without a policy, or without a log.</summary>
    /// <exception cref="FormatException">The policy is wrong.</exception>
    /// <exception cref="IOException">The log cannot be written.</exception>
    public static Auditor? Create(AuditOptions options, TimeProvider time, AuditMetrics metrics, ILoggerFactory log)
    {
        // A policy is checked even where nothing comes of it.
        var policy = options.PolicyFile is { } file ? AuditPolicyFile.Load(file) : null;
        return policy is null || options.LogPath is null ? null : new Auditor(policy, options, time, metrics, log);
    }

    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>A request of somebody who is known begins.</summary>
    /// <returns>Null when it is not audited.</returns>
    /// <exception cref="StatusException">500 in mode blocking-strict, when its first event cannot be written.</exception>
    public AuditedRequest? Begin(HttpContext http, RequestInfo info, UserInfo user, DateTimeOffset received)
    {
        if (Find(http, info, user, received) is not { } request) return null;
        http.Features.Set(request);
        if (request.Receive() || _options.Mode != AuditMode.BlockingStrict) return request;
        _metrics.Rejected();
        throw StatusException.Internal("failed to store audit event");
    }

    /// <summary>A request is refused because nobody knows who sends it. There is one event, told as the answer starts.</summary>
    public void Refuse(HttpContext http, RequestInfo info, Status status, DateTimeOffset received) => Find(http, info, null, received)?.Refuse(status);

    /// <returns>Whether the event is written, or waits to be.</returns>
    public bool Write(AuditedRequest request, AuditStages stage)
    {
        _metrics.Told();
        try
        {
            var now = stage == AuditStages.RequestReceived ? request.Received : Now;
            _events.Write(_options.LegacyFormat ? EventText.Line(request, stage) : Line(request, stage, now));
            return true;
        }
        catch (IOException failure)
        {
            Failed(failure);
            return false;
        }
    }

    public ValueTask DisposeAsync() => _events.DisposeAsync();

    /// <exception cref="IOException">It is too large even without the objects.</exception>
    private ReadOnlyMemory<byte> Line(AuditedRequest request, AuditStages stage, DateTimeOffset now)
    {
        var line = EventJson.Line(request, stage, now);
        if (_options.LargestEvent == 0 || line.Length <= _options.LargestEvent) return line;
        line = EventJson.Line(request, stage, now, truncated: true);
        return line.Length <= _options.LargestEvent ? line : throw new IOException("event is too large even after truncating");
    }

    private AuditedRequest? Find(HttpContext http, RequestInfo info, UserInfo? user, DateTimeOffset received)
    {
        var rule = _policy.For(user, info);
        _metrics.Decided(rule?.Level ?? AuditLevel.None);
        return rule is null ? null : new AuditedRequest(this, rule, http, info, user, received);
    }

    private static IAuditLog Open(AuditOptions options, TimeProvider time, ILoggerFactory log)
    {
        if (options.LogPath is null or "-") return new StandardOutput();
        var old = new OldLogFiles(options.LogPath, options.MaxBackups, TimeSpan.FromDays(options.MaxAge), options.Compress, time, log.CreateLogger<OldLogFiles>());
        return new LogFile(options.LogPath, options.MaxSize * 1024L * 1024, old, time);
    }

    private void Failed(IOException failure)
    {
        _metrics.Failed();
        LogFailure(_log, failure.Message);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Audit policy contains errors, falling back to lenient decoding: strict decoding error: {Errors}")]
    private static partial void LogUnknownFields(ILogger log, string errors);

    [LoggerMessage(Level = LogLevel.Error, Message = "Error in audit plugin 'log' affecting 1 audit events: {Why}")]
    private static partial void LogFailure(ILogger log, string why);
}
