using Kube.Kubelet;
using Kube.Kubelet.Options;
using Kube.Kubelet.Runtime;
using Kube.Machinery.Logging;

return await new KubeletCommand().Build(RunAsync).Parse(args).InvokeAsync();

static async Task<int> RunAsync(KubeletOptions options, CancellationToken cancellationToken)
{
    using var loggers = new LoggerFactory([new KlogProvider(TimeProvider.System, options.Verbosity)]);
    var logger = loggers.CreateLogger("kubelet");
    try
    {
        await new KubeletHost(options, TimeProvider.System, loggers).RunAsync(cancellationToken);
        return 0;
    }
    catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
    {
        return 0;
    }
    catch (Exception failure) when (failure is RuntimeException or InvalidDataException or IOException or UnauthorizedAccessException)
    {
        logger.LogError("{Failure}", failure.Message);
        return 1;
    }
}
