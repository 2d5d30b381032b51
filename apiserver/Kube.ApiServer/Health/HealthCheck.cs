namespace Kube.ApiServer.Health;

/// <summary>One named condition of the server's health.</summary>
/// <param name="Failure">Null while all is well, else what is wrong; quick, called for each request.</param>
/// <param name="ReadinessOnly">Counts for <c>/readyz</c> alone.</param>
internal sealed record HealthCheck(string Name, Func<string?> Failure, bool ReadinessOnly = false);
