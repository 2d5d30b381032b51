namespace Kube.Controllers.Hosting;

internal sealed record LeaderElectionSettings(bool Enabled, TimeSpan LeaseDuration, TimeSpan RenewDeadline, TimeSpan RetryPeriod);
