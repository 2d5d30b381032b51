using Microsoft.Extensions.Logging;

namespace Kube.Machinery.Logging;

internal sealed class KlogLogger(string category, LogLevel lowest, TimeProvider time) : ILogger
{
    // What frameworks say about each request is not for the log of a program.
    private readonly LogLevel _lowest = category is "Lifetime" or "Diagnostics" ? LogLevel.Warning : lowest;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= _lowest && logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        var severity = logLevel switch
        {
            LogLevel.Critical => 'F',
            LogLevel.Error => 'E',
            LogLevel.Warning => 'W',
            _ => 'I',
        };
        var failure = exception is null ? "" : $": {exception}";
        Console.Error.WriteLine($"{severity}{time.GetUtcNow():MMdd HH:mm:ss.ffffff} {Environment.ProcessId,7} {category}] {formatter(state, exception)}{failure}");
    }
}
