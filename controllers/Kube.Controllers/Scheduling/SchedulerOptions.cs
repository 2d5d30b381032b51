using Microsoft.Extensions.Logging;

namespace Kube.Controllers.Scheduling;

/// <summary>What the scheduler needs besides a client.</summary>
internal sealed record SchedulerOptions(ILoggerFactory Loggers, TimeProvider Time);
