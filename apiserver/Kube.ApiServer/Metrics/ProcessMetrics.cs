using System.Diagnostics;
using Prometheus;

namespace Kube.ApiServer.Metrics;

/// <summary>What the process takes of the machine: the names every Prometheus client uses. Linux counts open files under <c>/proc</c>.</summary>
internal sealed class ProcessMetrics
{
    private readonly Counter _cpu;
    private readonly Gauge _resident;
    private readonly Gauge _files;

    public ProcessMetrics(MetricFactory factory)
    {
        _cpu = factory.CreateCounter("process_cpu_seconds_total", "Total user and system CPU time spent in seconds.");
        _resident = factory.CreateGauge("process_resident_memory_bytes", "Resident memory size in bytes.");
        _files = factory.CreateGauge("process_open_fds", "Number of open file descriptors.");
        using var process = Process.GetCurrentProcess();
        var started = new DateTimeOffset(process.StartTime.ToUniversalTime());
        factory.CreateGauge("process_start_time_seconds", "Start time of the process since unix epoch in seconds.").Set(started.ToUnixTimeMilliseconds() / 1000.0);
    }

    public void Collect()
    {
        using var process = Process.GetCurrentProcess();
        _cpu.IncTo(process.TotalProcessorTime.TotalSeconds);
        _resident.Set(process.WorkingSet64);
        _files.Set(Directory.EnumerateFileSystemEntries("/proc/self/fd").Count());
    }
}
