using Kube.ApiServer.Audit;
using Prometheus;

namespace Kube.ApiServer.Metrics;

/// <summary>What auditing told and could not tell (upstream's <c>audit/metrics.go</c>).</summary>
internal sealed class AuditMetrics
{
    private readonly Counter _told;
    private readonly Counter.Child _failed;
    private readonly Counter _rejected;
    private readonly Counter.Child[] _levels;

    public AuditMetrics(MetricFactory factory)
    {
        _told = factory.CreateCounter("apiserver_audit_event_total", "Audit events made and given to the log.");
        _failed = factory.CreateCounter("apiserver_audit_error_total", "Audit events that were not written, by plugin.", ["plugin"]).WithLabels("log");
        _rejected = factory.CreateCounter("apiserver_audit_requests_rejected_total", "Requests refused because their audit event could not be written.");
        var levels = factory.CreateCounter("apiserver_audit_level_total", "Requests by the level the audit policy gives them.", ["level"]);
        _levels = [.. Enum.GetNames<AuditLevel>().Select(level => levels.WithLabels(level))];
    }

    public void Told() => _told.Inc();

    public void Failed() => _failed.Inc();

    public void Rejected() => _rejected.Inc();

    public void Decided(AuditLevel level) => _levels[(int)level].Inc();
}
