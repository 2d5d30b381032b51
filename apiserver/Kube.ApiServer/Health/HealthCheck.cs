namespace Kube.ApiServer.Health;

/// <summary>One named condition of the server's health.</summary>
/// <param name="Failure">Null while all is well, else what is wrong; called for each request.</param>
/// <param name="ReadinessOnly">Counts for <c>/readyz</c> alone.</param>
internal sealed record HealthCheck(string Name, Func<CancellationToken, ValueTask<string?>> Failure, bool ReadinessOnly = false)
{
    public HealthCheck(string name, Func<string?> failure, bool readinessOnly = false)
        : this(name, _ => new ValueTask<string?>(failure()), readinessOnly)
    {
    }
}
