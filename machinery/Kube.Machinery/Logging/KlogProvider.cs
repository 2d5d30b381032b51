using Microsoft.Extensions.Logging;

namespace Kube.Machinery.Logging;

/// <summary>
/// Writes log lines to standard error in klog's form, <c>I0102 15:04:05.000000   1234 category] message</c>. Verbosity is
/// klog's <c>-v</c>: debug lines appear from 4 on.
/// </summary>
public sealed class KlogProvider(TimeProvider time, int verbosity = 0) : ILoggerProvider
{
    private readonly LogLevel _lowest = verbosity >= 4 ? LogLevel.Debug : LogLevel.Information;

    public ILogger CreateLogger(string categoryName) => new KlogLogger(categoryName[(categoryName.LastIndexOf('.') + 1)..], _lowest, time);

    public void Dispose()
    {
    }
}
