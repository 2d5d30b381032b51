using Microsoft.Extensions.Logging;

namespace Kube.Controllers.Scheduling;

internal sealed partial class Scheduler
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Unable to schedule pod {Namespace}/{Name}; no fit; waiting: {Message}")]
    private static partial void LogUnfit(ILogger logger, string @namespace, string name, string message);

    [LoggerMessage(Level = LogLevel.Error, Message = "Error scheduling pod {Namespace}/{Name}; retrying")]
    private static partial void LogPlacingFailed(ILogger logger, string @namespace, string name, Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "A change of the cluster could not be taken in")]
    private static partial void LogChangeFailed(ILogger logger, Exception failure);
}
