using Kube.Kubelet.Runtime;

namespace Kube.Kubelet.Pods;

internal sealed class PlanBuilder(PodFacts facts)
{
    private readonly List<PodAction> _actions = [];
    private readonly Dictionary<string, StartFailure> _waiting = [];
    private DateTimeOffset? _wakeAt = PodEnding.DeadlineOf(facts);

    public void Add(PodAction action) => _actions.Add(action);

    public void WakeAt(DateTimeOffset time)
    {
        if (_wakeAt is null || time < _wakeAt)
            _wakeAt = time;
    }

    /// <summary>Starts a container, unless it must stay down for a while.</summary>
    /// <param name="ended">Its last run, when this is a restart.</param>
    public void Start(k8s.Models.V1Container container, ContainerObservation? ended)
    {
        var crash = CrashLoop(container.Name, ended);
        var hold = crash ?? (facts.Failures.TryGetValue(container.Name, out var failure) && failure.RetryAt > facts.Now ? failure : null);
        if (hold is null)
        {
            Add(new StartContainer(container, RestartCount(container.Name), ended));
            return;
        }

        _waiting[container.Name] = hold;
        WakeAt(hold.RetryAt);
    }

    public PodPlan Build(PodStage stage) => new(stage, _actions, _wakeAt > facts.Now ? _wakeAt : null, _waiting);

    private StartFailure? CrashLoop(string name, ContainerObservation? ended)
    {
        if (ended is null || !facts.RestartDelays.TryGetValue(name, out var delay) || ended.FinishedAt + delay <= facts.Now)
            return null;
        var message = $"back-off {BackOffText(delay)} restarting failed container={name} pod={PodIdentity.Of(facts.Pod)}";
        return new StartFailure("CrashLoopBackOff", message, ended.FinishedAt + delay);
    }

    /// <summary>A container that was made but never started is not a run and is made again with its number.</summary>
    private int RestartCount(string name) => facts.Observed.Latest(name) switch
    {
        null => 0,
        { State: ContainerState.Created } created => created.RestartCount,
        var last => last.RestartCount + 1,
    };

    private static string BackOffText(TimeSpan delay) =>
        delay.TotalMinutes >= 1 ? $"{(int)delay.TotalMinutes}m{delay.Seconds}s" : $"{(int)delay.TotalSeconds}s";
}
