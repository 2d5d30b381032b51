using System.Runtime.InteropServices;

namespace Kube.Cli.Processes;

internal static partial class Signals
{
    public const int Terminate = 15;
    public const int Kill = 9;

    /// <summary>Does nothing where the process is no longer the one meant.</summary>
    public static void Send(ProcessIdentity process, int signal)
    {
        if (process.IsRunning)
            _ = SendCore(process.Id, signal);
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendCore(int id, int signal);
}
