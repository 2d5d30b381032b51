using Kube.ApiServer.Authentication;
using Prometheus;

namespace Kube.ApiServer.Metrics;

/// <summary>Who was let in and who was refused (upstream's <c>endpoints/filters/metrics</c>).</summary>
internal sealed class AccessMetrics
{
    private readonly Counter.Child _succeeded;
    private readonly Counter.Child _failed;
    private readonly Counter.Child _allowed;
    private readonly Counter.Child _denied;
    private readonly Counter _users;

    public AccessMetrics(MetricFactory factory)
    {
        var authentications = factory.CreateCounter("authentication_attempts", "Attempts to authenticate, by result.", ["result"]);
        (_succeeded, _failed) = (authentications.WithLabels("success"), authentications.WithLabels("failure"));
        var decisions = factory.CreateCounter("authorization_attempts_total", "Decisions on what callers may do, by result.", ["result"]);
        (_allowed, _denied) = (decisions.WithLabels("allowed"), decisions.WithLabels("denied"));
        _users = factory.CreateCounter("authenticated_user_requests", "Authenticated requests, by user name; names of no general interest are one.", ["username"]);
    }

    public void Authenticated(UserInfo user)
    {
        _succeeded.Inc();
        _users.WithLabels(user.Name is "admin" or "client" or "kube_proxy" or "kubelet" or "system:serviceaccount:kube-system:default" ? user.Name : "other").Inc();
    }

    public void NotAuthenticated() => _failed.Inc();

    public void Decided(bool allowed) => (allowed ? _allowed : _denied).Inc();
}
